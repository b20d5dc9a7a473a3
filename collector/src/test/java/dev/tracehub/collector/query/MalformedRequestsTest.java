/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.TimeRange;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong questions get exact answers, and no store is asked. */
class MalformedRequestsTest {

  private static final String RANGE =
      "\"time_range\":{\"start\":\"2026-11-21T00:00:00Z\",\"end\":\"2026-11-22T00:00:00Z\"}";

  private static final QueryFixture FIXTURE =
      new QueryFixture(ScriptedStorage.unasked(), QueryLimits.DEFAULTS);

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          GetTrace      | {}                                        | REQUIRED | trace_id | missing (expected: 32 hexadecimal digits or a UUID)
          GetTrace      | {"trace_id":"xyz"}                        | INVALID_ID | trace_id | "xyz" (expected: 32 hexadecimal digits or a UUID, not all zeros)
          GetTrace      | {"trace_id":"00000000000000000000000000000000"} | INVALID_ID | trace_id | not all zeros
          GetTrace      | {"trace_id":"0af7651916cd43dd8448eb211c80319"} | INVALID_ID | trace_id | 32 hexadecimal digits
          GetTrace      | {"trace_id":"0af7651916cd43dd8448eb211c80319g"} | INVALID_ID | trace_id | 32 hexadecimal digits
          GetTraceGraph | {}                                        | REQUIRED | trace_id | missing
          GetTraceGraph | {"trace_id":"1"}                          | INVALID_ID | trace_id | "1"
          GetSpan       | {}                                        | REQUIRED | trace_id | missing
          GetSpan       | {"trace_id":"0af7651916cd43dd8448eb211c80319c"} | REQUIRED | span_id | missing (expected: 16 hexadecimal digits)
          GetSpan       | {"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"0"} | INVALID_ID | span_id | "0" (expected: 16 hexadecimal digits, not all zeros)
          GetSpan       | {"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"0000000000000000"} | INVALID_ID | span_id | not all zeros
          GetSpan       | {"trace_id":"-","span_id":"b7ad6b7169203331"} | INVALID_ID | trace_id | "-"
          SearchTraces  | {}                                        | REQUIRED | time_range | missing (expected: start and end)
          SearchTraces  | {"time_range":{}}                         | REQUIRED | time_range.start | missing (expected: a time)
          SearchTraces  | {"time_range":{"start":"2026-11-21T00:00:00Z"}} | REQUIRED | time_range.end | missing
          SearchTraces  | {"time_range":{"end":"2026-11-21T00:00:00Z"}} | REQUIRED | time_range.start | missing
          SearchTraces  | {"time_range":{"start":"2026-11-21T00:00:00Z","end":"2026-11-21T00:00:00Z"}} | OUT_OF_RANGE | time_range.end | 2026-11-21T00:00:00Z (expected: after time_range.start, 2026-11-21T00:00:00Z)
          SearchTraces  | {"time_range":{"start":"2026-11-22T00:00:00Z","end":"2026-11-21T00:00:00Z"}} | OUT_OF_RANGE | time_range.end | after time_range.start
          SearchTraces  | {"time_range":{"start":"1969-12-31T23:59:59Z","end":"2026-11-21T00:00:00Z"}} | OUT_OF_RANGE | time_range.start | 1969-12-31T23:59:59Z (expected: a time from 1970 to 2261)
          SearchTraces  | {"time_range":{"start":"2026-11-21T00:00:00Z","end":"9999-12-31T00:00:00Z"}} | OUT_OF_RANGE | time_range.end | a time from 1970 to 2261
          SearchTraces  | {$R,"page_size":-1}                      | OUT_OF_RANGE | page_size | -1 (expected: 1 to 1000, or 0 for 50)
          SearchTraces  | {$R,"page_size":1001}                    | OUT_OF_RANGE | page_size | 1001
          SearchTraces  | {$R,"page_token":"garbage"}              | INVALID_PAGE_TOKEN | page_token | unknown
          SearchTraces  | {$R,"order":3}                           | UNKNOWN_VALUE | order | 3 (expected: SORT_ORDER_NEWEST_FIRST or SORT_ORDER_OLDEST_FIRST)
          SearchTraces  | {$R,"filter":"model = 'a'"}              | INVALID_FILTER | filter | line 1, column 7:
          SearchTraces  | {$R,"filter":"model"}                    | INVALID_FILTER | filter | expected type 'bool'
          SearchSpans   | {}                                        | REQUIRED | time_range | missing
          SearchSpans   | {$R,"page_size":2147483647}              | OUT_OF_RANGE | page_size | 2147483647
          SearchSpans   | {$R,"page_token":"AAAA"}                 | INVALID_PAGE_TOKEN | page_token | unknown
          SearchSpans   | {$R,"order":-1}                          | UNKNOWN_VALUE | order | -1
          SearchSpans   | {$R,"filter":"size(tags) > 0"}           | INVALID_FILTER | filter | line 1, column 5: size
          ListSessions  | {}                                        | REQUIRED | time_range | missing
          ListSessions  | {$R,"page_size":-5}                      | OUT_OF_RANGE | page_size | -5
          ListSessions  | {$R,"page_token":"%"}                    | INVALID_PAGE_TOKEN | page_token | unknown
          ListSessions  | {$R,"filter":"("}                        | INVALID_FILTER | filter | line 1, column 2
          ListUsers     | {}                                        | REQUIRED | time_range | missing
          ListUsers     | {$R,"page_size":-5}                      | OUT_OF_RANGE | page_size | -5
          ListUsers     | {$R,"page_token":"%"}                    | INVALID_PAGE_TOKEN | page_token | unknown
          ListUsers     | {$R,"filter":"("}                        | INVALID_FILTER | filter | line 1, column 2
          ListOpenSpans | {}                                        | REQUIRED | time_range | missing
          ListOpenSpans | {$R,"page_size":1001}                    | OUT_OF_RANGE | page_size | 1001
          ListOpenSpans | {$R,"page_token":"x"}                    | INVALID_PAGE_TOKEN | page_token | unknown
          ListOpenSpans | {$R,"filter":"foo"}                      | INVALID_FILTER | filter | unknown name foo
          ListEvaluations | {}                                      | REQUIRED | time_range | missing
          ListEvaluations | {$R,"page_size":1001}                  | OUT_OF_RANGE | page_size | 1001 (expected: 1 to 1000, or 0 for 50)
          ListEvaluations | {$R,"page_token":"x"}                  | INVALID_PAGE_TOKEN | page_token | unknown
          ListEvaluations | {$R,"trace_id":"1"}                    | INVALID_ID | trace_id | "1"
          ListEvaluations | {$R,"span_id":"0"}                     | INVALID_ID | span_id | "0"
          ListEvaluations | {$R,"source":9}                        | UNKNOWN_VALUE | source | 9 (expected: a source of evaluations)
          ListEvaluations | {$R,"min_score":"NaN"}                 | OUT_OF_RANGE | min_score | NaN (expected: a number)
          ListEvaluations | {$R,"max_score":"NaN"}                 | OUT_OF_RANGE | max_score | NaN (expected: a number)
          ListEvaluations | {$R,"min_score":0.5,"max_score":0.25}  | OUT_OF_RANGE | max_score | 0.25 (expected: at least min_score, 0.5)
          ListMetricPoints | {}                                     | REQUIRED | time_range | missing
          ListMetricPoints | {$R,"page_size":-1}                   | OUT_OF_RANGE | page_size | -1
          ListMetricPoints | {$R,"page_token":"x"}                 | INVALID_PAGE_TOKEN | page_token | unknown
          TailSpans     | {"filter":"foo"}                          | INVALID_FILTER | filter | unknown name foo
          TailSpans     | {"filter":"name.matches('(')"}            | INVALID_FILTER | filter | RE2
          Export        | {}                                        | REQUIRED | time_range | missing
          Export        | {"time_range":{"end":"2026-11-21T00:00:00Z"}} | REQUIRED | time_range.start | missing
          Export        | {$R,"filter":"error &&"}                 | INVALID_FILTER | filter | line 1, column 9
          Aggregate     | {}                                        | REQUIRED | time_range | missing
          Aggregate     | {$R}                                     | REQUIRED | measures | empty (expected: at least one)
          Aggregate     | {$R,"measures":[0]}                      | UNKNOWN_VALUE | measures[0] | 0 (expected: a measure)
          Aggregate     | {$R,"measures":[1,99]}                   | UNKNOWN_VALUE | measures[1] | 99 (expected: a measure)
          Aggregate     | {$R,"measures":[1],"filter":"1"}         | INVALID_FILTER | filter | expected type 'bool'
          Aggregate     | {$R,"measures":[1],"group_by":[{}]}      | REQUIRED | group_by[0] | empty (expected: dimension or attribute)
          Aggregate     | {$R,"measures":[1],"group_by":[{"dimension":1},{"dimension":0}]} | UNKNOWN_VALUE | group_by[1].dimension | 0 (expected: a dimension)
          Aggregate     | {$R,"measures":[1],"group_by":[{"dimension":77}]} | UNKNOWN_VALUE | group_by[0].dimension | 77 (expected: a dimension)
          Aggregate     | {$R,"measures":[1],"group_by":[{"attribute":""}]} | REQUIRED | group_by[0].attribute | empty (expected: the name of an attribute)
          Aggregate     | {$R,"measures":[1],"group_by":[{"dimension":1},{"dimension":2},{"dimension":3},{"dimension":4},{"dimension":5}]} | TOO_LONG | group_by | 5 (expected: at most 4)
          Aggregate     | {$R,"measures":[1],"bucket":"0s"}        | OUT_OF_RANGE | bucket | 0s (expected: whole seconds, at least one)
          Aggregate     | {$R,"measures":[1],"bucket":"-60s"}      | OUT_OF_RANGE | bucket | -60s
          Aggregate     | {$R,"measures":[1],"bucket":"0.5s"}      | OUT_OF_RANGE | bucket | 0.500s
          Aggregate     | {$R,"measures":[1],"bucket":"1.5s"}      | OUT_OF_RANGE | bucket | 1.500s
          Aggregate     | {$R,"measures":[1],"bucket":"8s"}        | OUT_OF_RANGE | bucket | 8 s (expected: at most 10000 buckets in the time range, so more than 8 s)
          Aggregate     | {$R,"measures":[1],"limit":-1}           | OUT_OF_RANGE | limit | -1 (expected: 1 to 100000, or 0 for 1000)
          Aggregate     | {$R,"measures":[1],"limit":100001}       | OUT_OF_RANGE | limit | 100001
          Aggregate     | {$R,"measures":[1],"order_by":99}        | UNKNOWN_VALUE | order_by | 99 (expected: a measure)
          """)
  void question_isRefused(
      String method, String json, String reason, String field, String description)
      throws Exception {
    assertRefused(
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> GenericCalls.call(channel("acme"), method, json.replace("$R", RANGE))),
        reason,
        field,
        description);
  }

  @Test
  void searchSpans_timesOutsideOfTimestamps() throws Exception {
    TimeRange range =
        TimeRange.newBuilder()
            .setStart(Timestamp.newBuilder().setNanos(-1))
            .setEnd(Timestamp.newBuilder().setSeconds(5))
            .build();

    assertRefused(
        refusal("SearchSpans", SearchSpansRequest.newBuilder().setTimeRange(range).build()),
        "OUT_OF_RANGE",
        "time_range.start",
        "seconds 0, nanos -1 (expected: a time from 1970 to 2261)");
  }

  @Test
  void export_timesBeyondNanoseconds() throws Exception {
    TimeRange range =
        TimeRange.newBuilder()
            .setStart(Timestamp.getDefaultInstance())
            .setEnd(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();

    assertRefused(
        refusal("Export", ExportRequest.newBuilder().setTimeRange(range).build()),
        "OUT_OF_RANGE",
        "time_range.end",
        "seconds 9223372036854775807, nanos 0 (expected: a time from 1970 to 2261)");
  }

  @Test
  void aggregate_tooLongLists() throws Exception {
    AggregateRequest many =
        aggregate().addAllMeasures(Collections.nCopies(65, Measure.MEASURE_COUNT)).build();
    AggregateRequest name =
        aggregate().addMeasures(Measure.MEASURE_COUNT).setScoreName("x".repeat(257)).build();
    AggregateRequest.Builder attribute = aggregate().addMeasures(Measure.MEASURE_COUNT);
    attribute.addGroupByBuilder().setAttribute("x".repeat(257));

    assertRefused(refusal("Aggregate", many), "TOO_LONG", "measures", "65 (expected: at most 64)");
    assertRefused(
        refusal("Aggregate", name),
        "TOO_LONG",
        "score_name",
        "257 characters (expected: at most 256)");
    assertRefused(
        refusal("Aggregate", attribute.build()), "TOO_LONG", "group_by[0].attribute", "257");
  }

  @Test
  void aggregate_bucketOutsideOfDurations() throws Exception {
    AggregateRequest request =
        aggregate()
            .addMeasures(Measure.MEASURE_COUNT)
            .setBucket(Duration.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();

    assertRefused(refusal("Aggregate", request), "OUT_OF_RANGE", "bucket", "whole seconds");
  }

  @Test
  void filter_tooLong() throws Exception {
    SearchSpansRequest request =
        SearchSpansRequest.newBuilder()
            .setTimeRange(aggregate().getTimeRange())
            .setFilter("error".repeat(2000))
            .build();

    assertRefused(refusal("SearchSpans", request), "INVALID_FILTER", "filter", "at most 8192");
  }

  static Iterable<String> methods() {
    return GenericCalls.methods();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_withoutProject_isRefused(String method) throws Exception {
    assertRefused(
        catchThrowableOfType(
            StatusRuntimeException.class, () -> GenericCalls.call(channel(""), method, "{}")),
        "PROJECT_REQUIRED",
        "x-tracehub-project",
        "the project that the admin key means");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_withoutCaller_isRefused(String method) {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> GenericCalls.call(FIXTURE.channel, method, "{}"));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  private static AggregateRequest.Builder aggregate() {
    return AggregateRequest.newBuilder()
        .setTimeRange(
            TimeRange.newBuilder()
                .setStart(Timestamp.newBuilder().setSeconds(1_795_219_200))
                .setEnd(Timestamp.newBuilder().setSeconds(1_795_305_600)));
  }

  private static StatusRuntimeException refusal(String method, Message request) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> GenericCalls.call(channel("acme"), method, request));
  }

  private static Channel channel(String project) {
    return ClientInterceptors.intercept(FIXTURE.channel, QueryFixture.key(project));
  }

  private static void assertRefused(
      StatusRuntimeException refusal, String reason, String field, String description)
      throws InvalidProtocolBufferException {
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription()).startsWith(field + ": ");
    com.google.rpc.Status details = StatusProto.fromThrowable(refusal);
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        assertThat(detail.unpack(ErrorInfo.class).getReason()).isEqualTo(reason);
      }
    }
    BadRequest.FieldViolation violation =
        details.getDetailsList().stream()
            .filter(detail -> detail.is(BadRequest.class))
            .findFirst()
            .orElseThrow()
            .unpack(BadRequest.class)
            .getFieldViolations(0);
    assertThat(violation.getField()).isEqualTo(field);
    assertThat(violation.getReason()).isEqualTo(reason);
    assertThat(violation.getDescription()).contains(description);
  }
}
