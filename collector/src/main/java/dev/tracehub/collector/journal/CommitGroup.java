/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that are written, synced and acknowledged together. */
final class CommitGroup {

  private record Outcome(long end, @Nullable JournalFullException refusal) {}

  private final List<PendingAppend> appends = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private long bytes;
  private long end;
  private long frames;
  private long frameBytes;

  boolean isEmpty() {
    return appends.isEmpty();
  }

  /** Takes a frame; {@link #written} or {@link #refused} follows. */
  void begin(PendingAppend append) {
    appends.add(append);
    bytes += append.frameBytes();
  }

  /** Says where the frame that was begun last ends. */
  void written(long frameEnd) {
    outcomes.add(new Outcome(frameEnd, null));
    end = frameEnd;
    frames++;
    frameBytes += appends.get(appends.size() - 1).frameBytes();
  }

  void refused(JournalFullException refusal) {
    outcomes.add(new Outcome(0, refusal));
  }

  /** Bytes of all its frames, those that were refused too. */
  long bytes() {
    return bytes;
  }

  /** The position after the last frame that was written; 0 when none was. */
  long end() {
    return end;
  }

  /** Frames that were written. */
  long frames() {
    return frames;
  }

  /** Bytes of the frames that were written. */
  long frameBytes() {
    return frameBytes;
  }

  /** Tells each sender what became of its frame, once the group is durable. */
  void complete() {
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome.refusal() == null) {
        appends.get(i).done().complete(outcome.end());
      } else {
        appends.get(i).done().completeExceptionally(outcome.refusal());
      }
    }
  }

  /** Tells all senders that nothing is known to be durable. */
  void refuseAll(RuntimeException refusal) {
    appends.forEach(append -> append.done().completeExceptionally(refusal));
  }
}
