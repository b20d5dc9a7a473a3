/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.LIMITS;
import static dev.tracehub.collector.wire.TestBatches.NOW;
import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static dev.tracehub.collector.wire.TestBatches.attribute;
import static dev.tracehub.collector.wire.TestBatches.otlpSpan;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.v1.RejectionCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpFaultTest {

  private static final String SPAN = "resource_spans[1].scope_spans[1].spans[1]";
  private static final String TRACE_EXPECTED = " (expected: 16 bytes, not all 0)";
  private static final String SPAN_EXPECTED = " (expected: 8 bytes, not all 0)";

  private final OtlpWalker walker =
      new OtlpWalker(WireModel.of(LIMITS.with("otlpRequestSpans", 4)), OtlpPath.TRACES);

  @ParameterizedTest
  @MethodSource("spans")
  void walk_faultySpan(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void walk_noRequest(FaultCase faulty) {
    faulty.assertRefused(walker);
  }

  static Stream<FaultCase> spans() {
    return Stream.of(ids(), times(), contents()).flatMap(stream -> stream);
  }

  private static Stream<FaultCase> ids() {
    return Stream.of(
        missing("trace_id", otlpSpan(1).clearTraceId(), "missing" + TRACE_EXPECTED),
        invalid("trace_id", otlpSpan(1).setTraceId(zeros(16)), "all zeros" + TRACE_EXPECTED),
        invalid("trace_id", otlpSpan(1).setTraceId(zeros(15)), "15 bytes" + TRACE_EXPECTED),
        // What a JSON reader that takes hexadecimal digits for base64 makes of an id.
        invalid("trace_id", otlpSpan(1).setTraceId(zeros(24)), "24 bytes" + TRACE_EXPECTED),
        missing("span_id", otlpSpan(1).clearSpanId(), "missing" + SPAN_EXPECTED),
        invalid("span_id", otlpSpan(1).setSpanId(zeros(8)), "all zeros" + SPAN_EXPECTED),
        invalid("span_id", otlpSpan(1).setSpanId(zeros(16)), "16 bytes" + SPAN_EXPECTED),
        invalid(
            "parent_span_id",
            otlpSpan(1).setParentSpanId(zeros(9)),
            "9 bytes (expected: 0 or 8 bytes)"),
        invalid(
            "links[1].trace_id",
            otlpSpan(1)
                .addLinks(Span.Link.newBuilder())
                .addLinks(Span.Link.newBuilder().setTraceId(zeros(17))),
            "17 bytes (expected: 16)"),
        invalid(
            "links[0].span_id",
            otlpSpan(1).addLinks(Span.Link.newBuilder().setSpanId(zeros(4))),
            "4 bytes (expected: 8)"));
  }

  private static Stream<FaultCase> times() {
    String expected = "missing (expected: nanoseconds since 1970-01-01T00:00:00Z)";
    String range = " (expected: 2025-10-17T03:00:00Z to 2026-11-21T04:00:00Z)";
    return Stream.of(
        missing("start_time_unix_nano", otlpSpan(1).clearStartTimeUnixNano(), expected),
        missing("end_time_unix_nano", otlpSpan(1).clearEndTimeUnixNano(), expected),
        of(
            "start_time_unix_nano",
            otlpSpan(1).setStartTimeUnixNano(NOW_NANOS / 1_000_000),
            RejectionCode.REJECTION_CODE_TIME_OUT_OF_RANGE,
            "1970-01-01T00:29:55.230Z" + range),
        of(
            "end_time_unix_nano",
            otlpSpan(1).setEndTimeUnixNano(NOW_NANOS + 3_600_000_000_001L),
            RejectionCode.REJECTION_CODE_TIME_OUT_OF_RANGE,
            "2026-11-21T04:00:00.000000001Z" + range));
  }

  private static Stream<FaultCase> contents() {
    return Stream.of(
        of(
            "name",
            otlpSpan(1).setName("n".repeat(41)),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "41 bytes (expected: at most 40)"),
        of(
            "attributes[1].key",
            otlpSpan(1).addAttributes(attribute("k".repeat(13), "")),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "13 bytes (expected: at most 12)"),
        of(
            "attributes[3]",
            otlpSpan(1)
                .addAttributes(attribute("a", ""))
                .addAttributes(attribute("b", ""))
                .addAttributes(attribute("c", "")),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "more than 3 (expected: at most 3)"),
        of(
            "status.message",
            otlpSpan(1).setStatus(Status.newBuilder().setMessage("m".repeat(401))),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "401 bytes (expected: at most 400)"),
        malformed("trace_id", new Raw().number(1, 1), "wire type 0 (expected: 2)"),
        malformed(
            "trace_state",
            new Raw().value(3, new byte[] {(byte) 0xFF}),
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "events[0].attributes[0].value.bytes_value",
            new Raw()
                .message(11, new Raw().message(3, new Raw().message(2, new Raw().number(7, 1)))),
            "wire type 0 (expected: 2)"));
  }

  static Stream<FaultCase> requests() {
    return Stream.of(
        request(
            "resource_spans[0]",
            new Raw().tag(1, 2).varint(5),
            "cut off: 0 bytes left (expected: 5 bytes)"),
        request("resource_spans[0]", new Raw().number(1, 1), "wire type 0 (expected: 2)"),
        request(
            "resource_spans[0].scope_spans[1]",
            new Raw().message(1, new Raw().message(2, new Raw()).number(2, 1)),
            "wire type 0 (expected: 2)"),
        request(
            "resource_spans[0].scope_spans[0].spans[0]",
            new Raw().message(1, new Raw().message(2, new Raw().tag(2, 2).varint(9))),
            "cut off: 0 bytes left (expected: 9 bytes)"),
        request(
            "resource_spans[0].resource",
            new Raw().message(1, new Raw().tag(1, 2).varint(9)),
            "cut off: 0 bytes left (expected: 9 bytes)"),
        FaultCase.of(
            "too many spans",
            TestBatches.request(1, 2, 3, 4, 5),
            RejectionCode.REJECTION_CODE_TOO_LARGE,
            "",
            "more than 4 spans (expected: at most 4)"));
  }

  @Test
  void walk_faultyResource_rejectsItsSpansAlone() {
    byte[] batch =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder().addAttributes(attribute("k".repeat(13), "")))
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(otlpSpan(1)))
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(otlpSpan(2))))
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(otlpSpan(3))))
            .build()
            .toByteArray();

    walker.walk(batch, TimeBounds.around(NOW, LIMITS));

    assertThat(walker.records().count(Verdict.REJECTED)).isEqualTo(2);
    assertThat(walker.rejections()).extracting("field").hasSize(2);
    assertThat(walker.rejections().get(1).getField())
        .isEqualTo("resource_spans[0].resource.attributes[0].key");
    assertThat(walker.records().verdict(2)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void walk_faultyScopeAfterItsSpans_rejectsThem() {
    Raw scope =
        new Raw()
            .value(2, otlpSpan(1).build().toByteArray())
            .value(
                1, InstrumentationScope.newBuilder().setName("n".repeat(41)).build().toByteArray());

    walker.walk(
        new Raw().message(1, new Raw().message(2, scope)).toBytes(),
        TimeBounds.around(NOW, LIMITS));

    assertThat(walker.rejections().get(0).getField())
        .isEqualTo("resource_spans[0].scope_spans[0].scope.name");
    assertThat(walker.rejections().get(0).getId()).isEqualTo("1000000000000001");
  }

  private static FaultCase missing(String field, Span.Builder span, String reason) {
    return of(field, span, RejectionCode.REJECTION_CODE_MISSING_FIELD, reason);
  }

  private static FaultCase invalid(String field, Span.Builder span, String reason) {
    return of(field, span, RejectionCode.REJECTION_CODE_INVALID_FIELD, reason);
  }

  private static FaultCase malformed(String field, Raw span, String reason) {
    return spanCase(field, span.toBytes(), RejectionCode.REJECTION_CODE_MALFORMED, reason);
  }

  private static FaultCase of(String field, Span.Builder span, RejectionCode code, String reason) {
    return spanCase(field, span.build().toByteArray(), code, reason);
  }

  /** The span is the second of the second scope of the second resource. */
  private static FaultCase spanCase(String field, byte[] span, RejectionCode code, String reason) {
    Raw scope = new Raw().value(2, otlpSpan(101).build().toByteArray()).value(2, span);
    Raw resource = new Raw().message(2, new Raw()).message(2, scope);
    byte[] request =
        new Raw()
            .append(TestBatches.request(100).build().toByteArray())
            .message(1, resource)
            .toBytes();
    return FaultCase.of(field + ": " + reason, request, code, SPAN + "." + field, reason);
  }

  private static FaultCase request(String field, Raw request, String reason) {
    return FaultCase.of(
        field, request.toBytes(), RejectionCode.REJECTION_CODE_MALFORMED, field, reason);
  }

  private static ByteString zeros(int length) {
    return ByteString.copyFrom(new byte[length]);
  }
}
