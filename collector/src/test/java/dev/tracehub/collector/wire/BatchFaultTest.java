/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.SPAN_EXPECTED;
import static dev.tracehub.collector.wire.FaultCase.TRACE_EXPECTED;
import static dev.tracehub.collector.wire.FaultCase.goodBatch;
import static dev.tracehub.collector.wire.FaultCase.of;
import static dev.tracehub.collector.wire.TestBatches.evaluation;
import static dev.tracehub.collector.wire.TestBatches.event;
import static dev.tracehub.collector.wire.TestBatches.job;
import static dev.tracehub.collector.wire.TestBatches.metric;
import static dev.tracehub.collector.wire.TestBatches.startedSpan;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.SpanEventType;
import dev.tracehub.v1.TraceBatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches with faulty records of other kinds, and what is no batch at all. */
class BatchFaultTest {

  private final TraceBatchWalker walker = new TraceBatchWalker(WireModel.of(FaultCase.LIMITS));

  @ParameterizedTest
  @MethodSource("otherKinds")
  void walk_faultyRecord(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void walk_noBatch(FaultCase faulty) {
    faulty.assertRefused(walker);
  }

  static Stream<FaultCase> otherKinds() {
    return Stream.of(
        of(
            "started span with end",
            goodBatch().addStartedSpans(startedSpan(1).setEndTimeUnixNano(5)),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "started_spans[0].end_time_unix_nano",
            "5 (expected: 0 in a started span)"),
        of(
            "started span without name",
            goodBatch().addStartedSpans(startedSpan(1).clearName()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "started_spans[0].name",
            "missing (expected: not empty)"),
        of(
            "event without id",
            goodBatch().addEvents(event(1).clearEventId()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "events[0].event_id",
            "missing (expected: not empty)"),
        of(
            "event with long id",
            goodBatch().addEvents(event(1).setEventId("é".repeat(129))),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "events[0].event_id",
            "129 characters (expected: at most 128)"),
        of(
            "amendment without reason",
            goodBatch().addEvents(event(1).setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "events[0].reason",
            "missing (expected: not empty)"),
        of(
            "amendment of no span",
            goodBatch()
                .addEvents(
                    event(1)
                        .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
                        .setReason("why")
                        .clearSpanId()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "events[0].span_id",
            "missing (expected: the span that is amended)"),
        of(
            "amendment of an unknown field",
            goodBatch()
                .addEvents(
                    event(1)
                        .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
                        .setReason("why")
                        .setSpanId("00f067aa0ba902b7")
                        .putAttributes(
                            "status.code",
                            AttributeValue.newBuilder().setStringValue("FINE").build())),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "events[0].attributes[\"status.code\"]",
            "wrong value (expected: one of OK, ERROR)"),
        of(
            "event with wrong span",
            goodBatch().addEvents(event(1).setSpanId("1")),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "events[0].span_id",
            "\"1\"" + SPAN_EXPECTED),
        of(
            "evaluation without name",
            goodBatch().addEvaluations(evaluation(1).clearName()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "evaluations[0].name",
            "missing (expected: not empty)"),
        of(
            "evaluation without number",
            goodBatch().addEvaluations(evaluation(1).setScore(Double.NaN)),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "evaluations[0].score",
            "NaN (expected: a finite number)"),
        of(
            "evaluation without trace",
            goodBatch().addEvaluations(evaluation(1).clearTraceId()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "evaluations[0].trace_id",
            "missing" + TRACE_EXPECTED),
        of(
            "infinite metric",
            goodBatch().addMetrics(metric(1).setValue(Double.NEGATIVE_INFINITY)),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "metrics[0].value",
            "-Infinity (expected: a finite number)"),
        of(
            "metric without time",
            goodBatch().addMetrics(metric(1).clearTimeUnixNano()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "metrics[0].time_unix_nano",
            "missing (expected: nanoseconds since 1970-01-01T00:00:00Z)"),
        of(
            "metric with wrong trace",
            goodBatch().addMetrics(metric(1).setTraceId("1")),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "metrics[0].trace_id",
            "\"1\"" + TRACE_EXPECTED),
        of(
            "job without id",
            goodBatch().addJobs(job(1).clearJobId()),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "jobs[0].job_id",
            "missing (expected: not empty)"),
        of(
            "job in no state",
            goodBatch().addJobs(job(1).setStateValue(6)),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "jobs[0].state",
            "6 (expected: 0 to 5)"));
  }

  static Stream<FaultCase> batches() {
    byte[] good = goodBatch().build().toByteArray();
    return Stream.of(
        of(
            "cut batch",
            new Raw().append(good).tag(10, 2).varint(100).bytes(1).toBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "spans[2]",
            "cut off: 1 bytes left (expected: 100 bytes)"),
        of(
            "cut tag",
            new Raw().append(good).bytes(0x80).toBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "",
            "cut off inside a varint"),
        of(
            "spans as number",
            new Raw().number(10, 1).toBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "spans[0]",
            "wire type 0 (expected: 2)"),
        of(
            "text instead of a batch",
            "{\"spans\":[]}".getBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "jobs[0]",
            "wire type 3 (expected: 2)"),
        of(
            "client id as number",
            new Raw().number(1, 1).toBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "client_id",
            "wire type 0 (expected: 2)"),
        of(
            "long client id",
            TraceBatch.newBuilder().setClientId("c".repeat(129)).setSequence(1),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "client_id",
            "129 characters (expected: at most 128)"),
        of(
            "long batch id",
            TraceBatch.newBuilder().setBatchId("c".repeat(129)),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "batch_id",
            "129 characters (expected: at most 128)"),
        of(
            "client without sequence",
            TraceBatch.newBuilder().setClientId("c"),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "sequence",
            "0 (expected: >= 1 when client_id is set)"),
        of(
            "sequence without client",
            TraceBatch.newBuilder().setSequence(7),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "sequence",
            "7 (expected: 0 when client_id is empty)"),
        of(
            "losses beyond reason",
            TraceBatch.newBuilder().addLosses(ClientLoss.newBuilder().setSpans(-1)),
            RejectionCode.REJECTION_CODE_INVALID_FIELD,
            "losses[0].spans",
            "18446744073709551615 (expected: 0 to 1000000000000)"),
        of(
            "service is no text",
            new Raw().value(6, new byte[] {(byte) 0xFE}).toBytes(),
            RejectionCode.REJECTION_CODE_MALFORMED,
            "service",
            "bytes that are no text (expected: UTF-8)"),
        of(
            "too many records",
            TestBatches.batch(new int[21]),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "",
            "more than 20 records (expected: at most 20)"),
        of(
            "too many bytes",
            new byte[100_001],
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "",
            "100001 bytes (expected: at most 100000)"));
  }
}
