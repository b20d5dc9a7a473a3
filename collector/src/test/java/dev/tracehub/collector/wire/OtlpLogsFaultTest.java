/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.LIMITS;
import static dev.tracehub.collector.wire.TestBatches.NOW;
import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static dev.tracehub.collector.wire.TestBatches.otlpLog;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.v1.RejectionCode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpLogsFaultTest {

  private static final String TRACE_EXPECTED =
      " (expected: 16 bytes, as only log records of traces are kept)";
  private static final String TIME_EXPECTED =
      "missing (expected: nanoseconds since 1970-01-01T00:00:00Z)";
  private static final String RANGE = " (expected: 2025-10-17T03:00:00Z to 2026-11-21T04:00:00Z)";

  private final OtlpWalker walker =
      new OtlpWalker(WireModel.of(LIMITS.with("otlpRequestLogRecords", 3)), OtlpPath.LOGS);

  static Stream<FaultCase> records() {
    return Stream.of(
        of(
            "trace_id",
            otlpLog(1).clearTraceId(),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            "missing" + TRACE_EXPECTED),
        invalid("trace_id", otlpLog(1).setTraceId(zeros(16)), "all zeros" + TRACE_EXPECTED),
        invalid("trace_id", otlpLog(1).setTraceId(zeros(24)), "24 bytes" + TRACE_EXPECTED),
        invalid("span_id", otlpLog(1).setSpanId(zeros(7)), "7 bytes (expected: 0 or 8 bytes)"),
        of(
            "observed_time_unix_nano",
            otlpLog(1).clearTimeUnixNano(),
            RejectionCode.REJECTION_CODE_MISSING_FIELD,
            TIME_EXPECTED),
        of(
            "time_unix_nano",
            otlpLog(1).setTimeUnixNano(NOW_NANOS + 3_600_000_000_001L),
            RejectionCode.REJECTION_CODE_TIME_OUT_OF_RANGE,
            "2026-11-21T04:00:00.000000001Z" + RANGE),
        of(
            "event_name",
            otlpLog(1).setEventName("n".repeat(41)),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "41 bytes (expected: at most 40)"),
        of(
            "",
            otlpLog(1).setBody(TestBatches.attribute("", "b".repeat(4000)).getValue()),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "4064 bytes (expected: at most 4000)"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void walk_faultyRecord(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  @Test
  void walk_tooManyRecords_isRefused() {
    FaultCase.of(
            "many",
            TestBatches.logs(1, 2, 3, 4),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "",
            "more than 3 log records (expected: at most 3)")
        .assertRefused(walker);
  }

  @Test
  void walk_recordWithObservedTimeAndWithoutSpan_isAccepted() {
    ExportLogsServiceRequest request =
        logs(otlpLog(1).clearTimeUnixNano().setObservedTimeUnixNano(NOW_NANOS).clearSpanId());

    assertThat(accepted(request)).isEqualTo(1);
    assertThat(walker.records().id(0)).isNotZero();
    assertThat(walker.accepted()).isEqualTo(request.toByteArray());
  }

  @Test
  void walk_recordsOfOtherContentOrSpan_areOthers() {
    ExportLogsServiceRequest request =
        logs(otlpLog(1), otlpLog(1).setSpanId(otlpLog(2).getSpanId()), otlpLog(1));

    assertThat(accepted(request)).isEqualTo(3);
    assertThat(walker.records().id(0)).isEqualTo(walker.records().id(2));
    assertThat(walker.records().id(0)).isNotEqualTo(walker.records().id(1));
  }

  @Test
  void accepted_leavesTheRejectedOut() throws Exception {
    ExportLogsServiceRequest request = logs(otlpLog(1), otlpLog(2).clearTraceId(), otlpLog(3));

    assertThat(accepted(request)).isEqualTo(2);
    assertThat(ExportLogsServiceRequest.parseFrom(walker.accepted()))
        .isEqualTo(logs(otlpLog(1), otlpLog(3)));
  }

  @Test
  void count_isThatOfTheRecords() {
    assertThat(RecordCounts.ofOtlp(OtlpPath.LOGS, TestBatches.logs(1, 2, 3).build().toByteArray()))
        .isEqualTo(3);
  }

  private int accepted(ExportLogsServiceRequest request) {
    walker.walk(request.toByteArray(), TimeBounds.around(NOW, LIMITS));
    return walker.records().count(Verdict.ACCEPTED);
  }

  private static ExportLogsServiceRequest logs(LogRecord.Builder... records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    Stream.of(records).forEach(scope::addLogRecords);
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogs(scope);
    return request.build();
  }

  private static FaultCase of(
      String field, LogRecord.Builder record, RejectionCode code, String reason) {
    String path = "resource_logs[0].scope_logs[0].log_records[1]";
    return FaultCase.of(
        field + ": " + reason,
        logs(otlpLog(100), record, otlpLog(101)).toByteArray(),
        code,
        field.isEmpty() ? path : path + "." + field,
        reason);
  }

  private static FaultCase invalid(String field, LogRecord.Builder record, String reason) {
    return of(field, record, RejectionCode.REJECTION_CODE_INVALID_FIELD, reason);
  }

  private static ByteString zeros(int count) {
    return ByteString.copyFrom(new byte[count]);
  }
}
