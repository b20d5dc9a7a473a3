/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import dev.tracehub.collector.journal.JournalStats;
import dev.tracehub.storage.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A journal in memory whose syncs can be held back and made to fail. Thread-safe. */
public final class FakeJournal implements Journal {

  private record Pending(Frame frame, CompletableFuture<Long> done) {}

  private final List<Frame> frames = new ArrayList<>();
  private final List<Pending> held = new ArrayList<>();
  private boolean holding;
  private Supplier<@Nullable RuntimeException> failure = () -> null;
  private Executor syncs = Runnable::run;
  private long position;

  @Override
  public synchronized CompletionStage<Long> append(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload) {
    RuntimeException refusal = failure.get();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    long start = position;
    position += payload.length + 32L;
    Pending pending =
        new Pending(
            new Frame(start, position, type, project, retention, receivedNanos, payload),
            new CompletableFuture<>());
    if (holding) {
      held.add(pending);
    } else {
      syncs.execute(() -> complete(pending));
    }
    return pending.done;
  }

  private synchronized void complete(Pending pending) {
    frames.add(pending.frame);
    pending.done.complete(pending.frame.nextPosition());
  }

  /** Syncs on other threads from now on. */
  public synchronized void syncOn(Executor executor) {
    syncs = executor;
  }

  /** Keeps back what is appended from now on. */
  public synchronized void hold() {
    holding = true;
  }

  /** Syncs what is kept back, and what is appended from now on at once. */
  public synchronized void syncAll() {
    holding = false;
    held.forEach(this::complete);
    held.clear();
  }

  /** Fails what is kept back. */
  public synchronized void failHeld(RuntimeException cause) {
    holding = false;
    held.forEach(pending -> pending.done.completeExceptionally(cause));
    held.clear();
  }

  /** Fails what is appended from now on; null: no more. */
  public synchronized void failWith(@Nullable RuntimeException cause) {
    failure = () -> cause;
  }

  /** Asks for each append whether and how it is to fail. */
  public synchronized void failBy(Supplier<@Nullable RuntimeException> causes) {
    failure = causes;
  }

  /** How many appends are kept back. */
  public synchronized int heldCount() {
    return held.size();
  }

  /** What is durable. */
  public synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  @Override
  public JournalReader reader(long from) {
    throw new UnsupportedOperationException("ingest does not read");
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public long firstPosition() {
    return 0;
  }

  @Override
  public long boundaryBefore(long position) {
    return position;
  }

  @Override
  public synchronized long durablePosition() {
    return frames.isEmpty() ? 0 : frames.get(frames.size() - 1).nextPosition();
  }

  @Override
  public void release(long upTo) {
    throw new UnsupportedOperationException("ingest does not release");
  }

  @Override
  public JournalStats stats() {
    throw new UnsupportedOperationException("ingest asks for no stats");
  }

  @Override
  public void close() {}
}
