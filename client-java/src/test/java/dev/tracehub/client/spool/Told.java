/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what a spool tells. */
final class Told implements SpoolListener {

  /** Where recovered batches are put. */
  static final long PLACE = 77;

  final List<String> dropped = new ArrayList<>();
  final List<Long> lostRecords = new ArrayList<>();
  long recovered;

  @Override
  public long recovered(long records) {
    recovered += records;
    return PLACE;
  }

  @Override
  public void dropped(Stored stored, byte @Nullable [] payload) {
    dropped.add(payload == null ? "unreadable" : new String(payload, UTF_8).strip());
  }

  @Override
  public void lost(Stored stored) {
    lostRecords.add((long) stored.records());
  }
}
