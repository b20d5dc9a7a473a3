/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.RecordKind;

/** What a record is, in either protocol. */
public enum RecordType {
  SPAN(RecordKind.RECORD_KIND_SPAN, "spans", 2),
  STARTED_SPAN(RecordKind.RECORD_KIND_STARTED_SPAN, "started_spans", 2),
  EVENT(RecordKind.RECORD_KIND_EVENT, "events", 1),
  EVALUATION(RecordKind.RECORD_KIND_EVALUATION, "evaluations", 1),
  METRIC(RecordKind.RECORD_KIND_METRIC, "metrics", 1),
  JOB(RecordKind.RECORD_KIND_JOB, "jobs", 1),
  OTLP_SPAN(RecordKind.RECORD_KIND_SPAN, "spans", 2),
  OTLP_LOG(RecordKind.RECORD_KIND_EVENT, "log_records", 12),
  /** Has no id. */
  OTLP_POINT(RecordKind.RECORD_KIND_METRIC, "data_points", 0);

  /** Number of the first list of records in a TraceBatch; the others follow. */
  static final int FIRST_FIELD = 10;

  /** Number of the last list of records in a TraceBatch. */
  static final int LAST_FIELD = 15;

  private static final RecordType[] VALUES = values();

  private final RecordKind kind;
  private final String list;
  private final int idField;

  RecordType(RecordKind kind, String list, int idField) {
    this.kind = kind;
    this.list = list;
    this.idField = idField;
  }

  /** The type of the records in this field of a TraceBatch. */
  static RecordType ofField(int number) {
    return VALUES[number - FIRST_FIELD];
  }

  /** The kind that receipts name. */
  public RecordKind kind() {
    return kind;
  }

  /** How many messages enclose such a record. */
  int depth() {
    return switch (this) {
      case OTLP_SPAN, OTLP_LOG -> 3;
      case OTLP_POINT -> 5;
      default -> 1;
    };
  }

  /** Whether it stands in an OTLP request. */
  boolean isOtlp() {
    return depth() > 1;
  }

  /** The name of the list that holds such records. */
  String list() {
    return list;
  }

  /** The number of the field that people know such a record by. */
  int idField() {
    return idField;
  }
}
