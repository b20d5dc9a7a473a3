/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of frames, and which of them are needed. Opens its file when it must. */
final class Segment {

  private final Folder folder;
  private final Claim claim;
  private final String name;
  private final List<Stored> frames = new ArrayList<>();
  private int needed;
  private int nextToLoad;
  private long end;
  private boolean doubtful;
  private @Nullable SpoolFile file;

  private Segment(Folder folder, Claim claim, String name) {
    this.folder = folder;
    this.claim = claim;
    this.name = name;
    claim.addSegment();
  }

  /** A new file of an owner. */
  static Segment create(Folder folder, Claim claim) throws IOException {
    String name = claim.nextSegment();
    SpoolFile file = folder.create(name);
    Segment segment = new Segment(folder, claim, name);
    segment.file = file;
    return segment;
  }

  /** A file that somebody left behind. */
  static Segment adopt(Folder folder, Claim claim, String name, FrameWalk walk, long place) {
    Segment segment = new Segment(folder, claim, name);
    segment.end = walk.end();
    walk.needed().forEach(found -> segment.add(found, place));
    return segment;
  }

  private void add(FrameWalk.Found found, long place) {
    frames.add(new Stored(this, found, place));
    needed++;
  }

  String name() {
    return name;
  }

  /**
   * Whether a sync failed: what became of the pages is not known, and a second one says nothing.
   */
  boolean isDoubtful() {
    return doubtful;
  }

  Claim claim() {
    return claim;
  }

  /** Bytes of the file. */
  long bytes() {
    return end;
  }

  int needed() {
    return needed;
  }

  /** Whether a frame of so many bytes may be added to a segment that should not exceed a size. */
  boolean fits(long frameBytes, long segmentBytes) {
    return end == 0 || end + frameBytes <= segmentBytes;
  }

  /** After a failure nothing may be appended any more. */
  void append(byte[] payload, int records, long place) throws IOException {
    FrameHeader header = FrameHeader.of(payload, records);
    try {
      file().write(header.frame(payload, claim.salt(), end), end);
    } catch (IOException e) {
      try {
        file().truncate(end);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    add(new FrameWalk.Found(end, header), place);
    end += header.frameBytes();
  }

  /** The oldest frame that {@link #loaded} was not called for; null when there is none. */
  @Nullable Stored nextToLoad() {
    while (nextToLoad < frames.size() && frames.get(nextToLoad).isGone()) {
      nextToLoad++;
    }
    return nextToLoad < frames.size() ? frames.get(nextToLoad) : null;
  }

  /** The next frame is in memory now. */
  void loaded() {
    nextToLoad++;
  }

  /** Reads a payload; null when it is damaged. */
  byte @Nullable [] read(Stored stored) throws IOException {
    byte[] bytes = new byte[FrameHeader.BYTES];
    int read = file().read(bytes, stored.offset());
    FrameHeader header =
        read < bytes.length
            ? null
            : FrameHeader.decode(ByteBuffer.wrap(bytes), 0, claim.salt(), stored.offset());
    if (header == null || header.payloadBytes() != stored.payloadBytes()) {
      return null;
    }
    byte[] payload = new byte[header.payloadBytes()];
    boolean whole = file().read(payload, stored.offset() + FrameHeader.BYTES) == payload.length;
    return whole && header.holds(payload) ? payload : null;
  }

  /** A frame is needed no more; {@link #markDone} tells the next process. */
  void leave(Stored stored) {
    stored.leave();
    needed--;
  }

  void markDone(Stored stored) throws IOException {
    file().write(FrameHeader.doneState(), stored.offset() + FrameHeader.STATE_OFFSET);
  }

  /** The frames that are needed, oldest first. */
  List<Stored> allNeeded() {
    return frames.stream().filter(stored -> !stored.isGone()).toList();
  }

  boolean exists() {
    return folder.exists(name);
  }

  void sync() throws IOException {
    doubtful = true;
    file().sync();
    doubtful = false;
  }

  /** Closes the file until it is needed again. */
  void rest() throws IOException {
    SpoolFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  void delete() throws IOException {
    claim.removeSegment();
    try {
      rest();
    } finally {
      folder.delete(name);
    }
  }

  private SpoolFile file() throws IOException {
    SpoolFile open = file;
    if (open == null) {
      open = folder.open(name);
      file = open;
    }
    return open;
  }
}
