/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceSummariesTest {

  private static final TraceId TRACE = new TraceId(0, 1);

  @Test
  void of_noSpans_onlyTheIdAndNoRoot() {
    assertThat(TraceSummaries.of(TRACE, List.of(), List.of()))
        .isEqualTo(
            TraceSummary.newBuilder()
                .setTraceId(TRACE.toString())
                .setRootMissing(true)
                .setTokens(TokenTotals.getDefaultInstance())
                .build());
  }

  @Test
  void of_root_namesTheTrace() {
    Span root = span("2", 10).setName("root").setService("api").setEnvironment("prod").build();
    Span child = span("1", 5).setParentSpanId("2").setName("early").setService("db").build();
    TraceSummary summary = TraceSummaries.of(TRACE, List.of(child, root), List.of());
    assertThat(summary.getRootName()).isEqualTo("root");
    assertThat(summary.getRootSpanId()).isEqualTo("2");
    assertThat(summary.getRootService()).isEqualTo("api");
    assertThat(summary.getEnvironment()).isEqualTo("prod");
    assertThat(summary.getStartTimeUnixNano()).isEqualTo(5);
    assertThat(summary.getEndTimeUnixNano()).isEqualTo(11);
    assertThat(summary.getServicesList()).containsExactly("api", "db");
    assertThat(summary.getMissingParentCount()).isZero();
  }

  @Test
  void of_severalRoots_earliestThenLeastId() {
    Span late = span("1", 7).setName("late").build();
    Span second = span("3", 6).setName("second").build();
    Span first = span("2", 6).setName("first").build();
    assertThat(TraceSummaries.of(TRACE, List.of(late, second, first), List.of()).getRootName())
        .isEqualTo("first");
  }

  @Test
  void of_noRoot_earliestSpanAndMissingParents() {
    Span a = span("1", 6).setParentSpanId("9").setName("a").build();
    Span b = failed(span("2", 5).setParentSpanId("9").setName("b")).build();
    Span c = span("3", 7).setParentSpanId("8").build();
    TraceSummary summary = TraceSummaries.of(TRACE, List.of(a, b, c), List.of());
    assertThat(summary.getRootName()).isEqualTo("b");
    assertThat(summary.getMissingParentCount()).isEqualTo(2);
    assertThat(summary.getStatus()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(summary.getErrorCount()).isEqualTo(1);
  }

  @Test
  void of_failedChild_statusIsTheRoots() {
    Span root = span("1", 5).build();
    Span child = failed(span("2", 6).setParentSpanId("1")).build();
    TraceSummary summary = TraceSummaries.of(TRACE, List.of(root, child), List.of());
    assertThat(summary.getStatus()).isEqualTo(StatusCode.STATUS_CODE_UNSPECIFIED);
    assertThat(summary.getErrorCount()).isEqualTo(1);
  }

  @Test
  void of_openRoot_isHeld() {
    Span root = span("1", 5).setName("root").setUserId("u").clearEndTimeUnixNano().build();
    Span child = span("2", 6).setParentSpanId("1").build();
    TraceSummary summary = TraceSummaries.of(TRACE, List.of(child), List.of(root));
    assertThat(summary.getRootName()).isEqualTo("root");
    assertThat(summary.getSpanCount()).isEqualTo(1);
    assertThat(summary.getOpenSpanCount()).isEqualTo(1);
    assertThat(summary.getMissingParentCount()).isZero();
    assertThat(summary.getStartTimeUnixNano()).isEqualTo(5);
    assertThat(summary.getEndTimeUnixNano()).isEqualTo(7);
    assertThat(summary.getUserId()).isEqualTo("u");
  }

  @Test
  void of_usage_countsOnceWithExactCost() {
    Span repeated = call("1", UsageRole.USAGE_ROLE_REPEATED, "0.3").build();
    Span first = call("2", UsageRole.USAGE_ROLE_COUNTED, "0.1").setRequestModel("m2").build();
    Span second = call("3", UsageRole.USAGE_ROLE_COUNTED, "0.2").setRequestModel("m1").build();
    Span unpriced =
        call("4", UsageRole.USAGE_ROLE_COUNTED, "")
            .setCost(Cost.newBuilder().setState(CostState.COST_STATE_UNPRICED))
            .build();
    TraceSummary summary =
        TraceSummaries.of(TRACE, List.of(repeated, first, second, unpriced), List.of());
    assertThat(summary.getCostUsd()).isEqualTo("0.3");
    assertThat(summary.getUnpricedCount()).isEqualTo(1);
    assertThat(summary.getLlmCallCount()).isEqualTo(3);
    assertThat(summary.getTokens())
        .isEqualTo(TokenTotals.newBuilder().setInput(30).setTotal(36).build());
    assertThat(summary.getModelsList()).containsExactly("m1", "m2");
  }

  @Test
  void of_firstSessionAndUser_byStart() {
    Span late = span("1", 9).setSessionId("late").setUserId("late").addTags("b").build();
    Span early = span("2", 5).setSessionId("early").addTags("b").addTags("a").build();
    TraceSummary summary = TraceSummaries.of(TRACE, List.of(late, early), List.of());
    assertThat(summary.getSessionId()).isEqualTo("early");
    assertThat(summary.getUserId()).isEqualTo("late");
    assertThat(summary.getTagsList()).containsExactly("a", "b");
  }

  private static Span.Builder span(String id, long start) {
    return Span.newBuilder()
        .setSpanId(id)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + 1);
  }

  private static Span.Builder failed(Span.Builder span) {
    return span.setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR));
  }

  private static Span.Builder call(String id, UsageRole role, String usd) {
    return span(id, 5)
        .setType(SpanType.SPAN_TYPE_LLM)
        .setUsage(Usage.newBuilder().setInputTokens(10).setTotalTokens(12))
        .setCost(Cost.newBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd(usd))
        .setCollector(CollectorFacts.newBuilder().setUsageRole(role));
  }
}
