/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.collector.wire.ContentHash;
import dev.tracehub.collector.wire.RecordTable;
import dev.tracehub.collector.wire.RecordType;
import java.nio.charset.StandardCharsets;

/**
 * Makes keys of what identifies a record: project, kind, trace and id. The seed is secret, so that
 * no project can guess the keys of another. Thread-safe.
 */
final class Fingerprints {

  private static final long KEY_ODD = 0x9FB21C651E98DF25L;

  private final long seed;

  Fingerprints(long seed) {
    this.seed = seed;
  }

  long project(String project) {
    byte[] bytes = project.getBytes(StandardCharsets.UTF_8);
    return ContentHash.mix(ContentHash.of(bytes, 0, bytes.length) ^ seed, KEY_ODD);
  }

  /** The first half of a record's key; never 0. */
  long first(long project, RecordTable records, int record) {
    long left = records.traceHigh(record) ^ project ^ kind(records.type(record));
    long right = records.traceLow(record) ^ seed;
    return ContentHash.mix(ContentHash.mix(left, right), records.id(record) ^ KEY_ODD) | 1;
  }

  /** The second half of a record's key. */
  long second(long project, RecordTable records, int record) {
    long left = records.traceLow(record) ^ Long.rotateLeft(project, 17);
    long right = records.id(record) ^ Long.rotateLeft(seed, 31);
    return ContentHash.mix(
        ContentHash.mix(left, right), records.traceHigh(record) ^ kind(records.type(record)));
  }

  /** A batch among those of its sender; never 0. */
  long batch(BatchHeader header) {
    byte[] bytes = header.batchId().getBytes(StandardCharsets.UTF_8);
    long id = bytes.length == 0 ? header.sequence() : ContentHash.of(bytes, 0, bytes.length);
    return ContentHash.mix(id ^ seed, bytes.length + KEY_ODD) | 1;
  }

  /** Spans are the same ones in both protocols. */
  private static long kind(RecordType type) {
    return switch (type) {
      case SPAN, OTLP_SPAN -> 0x2545F4914F6CDD1DL;
      case STARTED_SPAN -> 0xC2B2AE3D27D4EB4FL;
      case EVENT -> 0x165667B19E3779F9L;
      case EVALUATION -> 0x85EBCA77C2B2AE63L;
      case OTLP_LOG -> 0xA24BAED4963EE407L;
      case OTLP_POINT -> 0x9FB21C651E98DF25L;
      case METRIC, JOB -> 0;
    };
  }
}
