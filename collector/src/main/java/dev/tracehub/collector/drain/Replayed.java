/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.UsageState;

/**
 * A dead letter as a frame of ingest.
 *
 * @param type of the frame
 * @param payload of the frame
 */
record Replayed(FrameType type, ByteString payload) {

  /** Letters of frames that could not be decoded hold the whole frame and name its type. */
  static Replayed of(DeadLetter letter) {
    ByteString record = letter.getRecord();
    for (FrameType type : FrameType.values()) {
      if (type.name().equals(letter.getRecordId())) {
        return new Replayed(type, record);
      }
    }
    try {
      return new Replayed(FrameType.DECIDED_BATCH, asSent(TraceBatch.parseFrom(record)));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "dead letter " + letter.getDeadLetterId() + ": its record cannot be read", e);
    }
  }

  /** Without what the drain added to spans and adds again: all but for what they stand. */
  private static ByteString asSent(TraceBatch batch) {
    TraceBatch.Builder sent = batch.toBuilder();
    sent.getSpansBuilderList().forEach(Replayed::strip);
    sent.getStartedSpansBuilderList().forEach(Replayed::strip);
    return sent.build().toByteString();
  }

  private static void strip(Span.Builder span) {
    CollectorFacts facts = span.getCollector();
    if (facts.getUsageState() == UsageState.USAGE_STATE_ESTIMATED) {
      span.clearUsage();
    }
    span.clearCollector();
    if (facts.getSampleWeight() > 0) {
      span.getCollectorBuilder()
          .setSampleWeight(facts.getSampleWeight())
          .setSampleTraceSpans(facts.getSampleTraceSpans());
    }
    if (span.getCost().getState() != CostState.COST_STATE_REPORTED) {
      span.clearCost();
    }
  }
}
