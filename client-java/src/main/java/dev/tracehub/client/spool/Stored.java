/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

/** A batch on disk. Belongs to the spool's thread. */
public final class Stored {

  private final Segment segment;
  private final long offset;
  private final int payloadBytes;
  private final long place;
  private int records;
  private int readFailures;
  private boolean gone;

  Stored(Segment segment, FrameWalk.Found found, long place) {
    this.segment = segment;
    this.offset = found.offset();
    this.payloadBytes = found.header().payloadBytes();
    this.records = found.header().records();
    this.place = place;
  }

  Segment segment() {
    return segment;
  }

  long offset() {
    return offset;
  }

  int payloadBytes() {
    return payloadBytes;
  }

  int addReadFailure() {
    return ++readFailures;
  }

  void leave() {
    gone = true;
  }

  /** Its place in the order of who wrote it, or of who took it over. */
  public long place() {
    return place;
  }

  /** Records whose fate is open. */
  public int records() {
    return records;
  }

  /**
   * The fate of some records is known.
   *
   * @return whether that was the last of them
   */
  public boolean settle(int decided) {
    records -= decided;
    return records <= 0;
  }

  /** Whether it is on disk no more. */
  public boolean isGone() {
    return gone;
  }
}
