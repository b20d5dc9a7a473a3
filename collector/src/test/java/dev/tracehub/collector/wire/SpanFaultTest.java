/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.SPAN_EXPECTED;
import static dev.tracehub.collector.wire.FaultCase.TRACE_EXPECTED;
import static dev.tracehub.collector.wire.FaultCase.invalid;
import static dev.tracehub.collector.wire.FaultCase.missing;
import static dev.tracehub.collector.wire.FaultCase.quoted;
import static dev.tracehub.collector.wire.FaultCase.time;
import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static dev.tracehub.collector.wire.TestBatches.TRACE_ID;
import static dev.tracehub.collector.wire.TestBatches.span;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Usage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans whose ids, times or values are wrong. */
class SpanFaultTest {

  private final TraceBatchWalker walker = new TraceBatchWalker(WireModel.of(FaultCase.LIMITS));

  @ParameterizedTest
  @MethodSource("cases")
  void walk_faultySpan(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  static Stream<FaultCase> cases() {
    return Stream.of(ids(), times(), values()).flatMap(stream -> stream);
  }

  private static Stream<FaultCase> ids() {
    return Stream.of(
        missing("no trace id", span(1).clearTraceId(), "trace_id", "missing" + TRACE_EXPECTED),
        invalid(
            "trace id of zeros",
            span(1).setTraceId("0".repeat(32)),
            "trace_id",
            quoted("0".repeat(32)) + TRACE_EXPECTED),
        invalid(
            "short trace id", span(1).setTraceId("abc"), "trace_id", "\"abc\"" + TRACE_EXPECTED),
        invalid(
            "trace id without hex",
            span(1).setTraceId("g" + TRACE_ID.substring(1)),
            "trace_id",
            quoted("g" + TRACE_ID.substring(1)) + TRACE_EXPECTED),
        invalid(
            "UUID with dashes elsewhere",
            span(1).setTraceId("0af765191-6cd-43dd-8448-eb211c80319c"),
            "trace_id",
            quoted("0af765191-6cd-43dd-8448-eb211c80319c") + TRACE_EXPECTED),
        invalid(
            "UUID of zeros",
            span(1).setTraceId("00000000-0000-0000-0000-000000000000"),
            "trace_id",
            quoted("00000000-0000-0000-0000-000000000000") + TRACE_EXPECTED),
        invalid(
            "long trace id",
            span(1).setTraceId("a".repeat(100)),
            "trace_id",
            "\"" + "a".repeat(64) + "…\"" + TRACE_EXPECTED),
        missing("no span id", span(1).clearSpanId(), "span_id", "missing" + SPAN_EXPECTED),
        invalid(
            "span id of zeros",
            span(1).setSpanId("0".repeat(16)),
            "span_id",
            quoted("0".repeat(16)) + SPAN_EXPECTED),
        invalid(
            "long span id",
            span(1).setSpanId("1".repeat(17)),
            "span_id",
            quoted("1".repeat(17)) + SPAN_EXPECTED),
        invalid(
            "wrong parent",
            span(1).setParentSpanId("xyz"),
            "parent_span_id",
            "\"xyz\"" + SPAN_EXPECTED),
        invalid(
            "parent of zeros",
            span(1).setParentSpanId("0".repeat(16)),
            "parent_span_id",
            quoted("0".repeat(16)) + SPAN_EXPECTED),
        invalid(
            "link to no trace",
            span(1)
                .addLinks(Link.newBuilder().setTraceId(TRACE_ID).setSpanId("00000000000000aa"))
                .addLinks(Link.newBuilder().setTraceId("x")),
            "links[1].trace_id",
            "\"x\"" + TRACE_EXPECTED),
        invalid(
            "link to no span",
            span(1).addLinks(Link.newBuilder().setTraceId(TRACE_ID).setSpanId("1")),
            "links[0].span_id",
            "\"1\"" + SPAN_EXPECTED));
  }

  private static Stream<FaultCase> times() {
    String expected = " (expected: nanoseconds since 1970-01-01T00:00:00Z)";
    String range = " (expected: 2025-10-17T03:00:00Z to 2026-11-21T04:00:00Z)";
    return Stream.of(
        missing(
            "no start",
            span(1).clearStartTimeUnixNano(),
            "start_time_unix_nano",
            "missing" + expected),
        missing(
            "no end", span(1).clearEndTimeUnixNano(), "end_time_unix_nano", "missing" + expected),
        time(
            "start in 1970",
            span(1).setStartTimeUnixNano(1_000_000_000L),
            "start_time_unix_nano",
            "1970-01-01T00:00:01Z" + range),
        time(
            "start before retention",
            span(1).setStartTimeUnixNano(NOW_NANOS - 401L * 86_400 * 1_000_000_000),
            "start_time_unix_nano",
            "2025-10-16T03:00:00Z" + range),
        time(
            "start in 2199",
            span(1).setStartTimeUnixNano(7_226_582_400_000_000_000L),
            "start_time_unix_nano",
            "2199-01-01T00:00:00Z" + range),
        time(
            "end two hours ahead",
            span(1).setEndTimeUnixNano(NOW_NANOS + 7_200_000_000_000L),
            "end_time_unix_nano",
            "2026-11-21T05:00:00Z" + range),
        time(
            "start beyond 2262",
            span(1).setStartTimeUnixNano(-1),
            "start_time_unix_nano",
            "18446744073709551615" + range));
  }

  private static Stream<FaultCase> values() {
    String decimal =
        " (expected: a decimal number of at most 40 characters, without sign and" + " exponent)";
    return Stream.of(
        missing("no name", span(1).clearName(), "name", "missing (expected: not empty)"),
        invalid("unknown type", span(1).setTypeValue(99), "type", "99 (expected: 0 to 12)"),
        invalid(
            "negative type",
            span(1).setTypeValue(-1),
            "type",
            "18446744073709551615 (expected: 0 to 12)"),
        invalid("unknown kind", span(1).setKindValue(6), "kind", "6 (expected: 0 to 5)"),
        invalid(
            "unknown status",
            span(1).setStatus(dev.tracehub.v1.Status.newBuilder().setCodeValue(3)),
            "status.code",
            "3 (expected: 0 to 2)"),
        invalid(
            "tokens beyond reason",
            span(1).setUsage(Usage.newBuilder().setInputTokens(1_000_000_000_001L)),
            "usage.input_tokens",
            "1000000000001 (expected: 0 to 1000000000000)"),
        invalid(
            "negative tokens",
            span(1).setUsage(Usage.newBuilder().setOutputTokens(-1)),
            "usage.output_tokens",
            "18446744073709551615 (expected: 0 to 1000000000000)"),
        invalid(
            "negative time to first token",
            span(1).setTimeToFirstTokenNano(-2),
            "time_to_first_token_nano",
            "18446744073709551614 (expected: 0 to 9223372036854775807)"),
        invalid(
            "cost in words",
            span(1).setCost(Cost.newBuilder().setTotalUsd("free")),
            "cost.total_usd",
            "\"free\"" + decimal),
        invalid(
            "negative cost",
            span(1).setCost(Cost.newBuilder().setInputUsd("-1")),
            "cost.input_usd",
            "\"-1\"" + decimal),
        invalid(
            "cost with exponent",
            span(1).setCost(Cost.newBuilder().setInputUsd("1e999999999")),
            "cost.input_usd",
            "\"1e999999999\"" + decimal),
        invalid(
            "cost with two points",
            span(1).setCost(Cost.newBuilder().setInputUsd("1.2.3")),
            "cost.input_usd",
            "\"1.2.3\"" + decimal));
  }
}
