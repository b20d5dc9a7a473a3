/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.Message;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.SpanEvent;
import java.util.Objects;

/** A record that is in its wire form already. */
public final class MessageRecord extends Recorded {

  private final RecordKind kind;
  private final Message message;

  private MessageRecord(RecordKind kind, Message message) {
    this.kind = kind;
    this.message = Objects.requireNonNull(message);
  }

  /** A judgement. */
  public static MessageRecord of(Evaluation evaluation) {
    return new MessageRecord(RecordKind.RECORD_KIND_EVALUATION, evaluation);
  }

  /** A measurement. */
  public static MessageRecord of(MetricPoint point) {
    return new MessageRecord(RecordKind.RECORD_KIND_METRIC, point);
  }

  /** A change of a job. */
  public static MessageRecord of(JobUpdate update) {
    return new MessageRecord(RecordKind.RECORD_KIND_JOB, update);
  }

  /** Something learnt about a span beside it. */
  public static MessageRecord of(SpanEvent event) {
    return new MessageRecord(RecordKind.RECORD_KIND_EVENT, event);
  }

  @Override
  protected RecordKind kind() {
    return kind;
  }

  @Override
  protected int estimatedBytes() {
    return message.getSerializedSize();
  }

  @Override
  protected Message encode() {
    return message;
  }
}
