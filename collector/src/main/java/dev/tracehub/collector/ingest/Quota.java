/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

/**
 * What a project may send, to each collector.
 *
 * @param spansPerSecond records of whatever sort per second, in the long run; 0: as many as it
 *     likes
 * @param bytesPerDay bytes of batches, decompressed, per day of UTC; 0: as many as it likes
 */
public record Quota(long spansPerSecond, long bytesPerDay) {

  /** No limit. */
  public static final Quota NONE = new Quota(0, 0);
}
