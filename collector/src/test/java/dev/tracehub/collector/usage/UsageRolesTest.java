/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import static dev.tracehub.v1.SpanType.SPAN_TYPE_AGENT;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_CHAIN;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_EMBEDDING;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_LLM;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_SPAN;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_TOOL;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_COUNTED;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_REPEATED;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageRolesTest {

  static Stream<Arguments> trees() {
    return Stream.of(
        tree("a call alone", Map.of(1, USAGE_ROLE_COUNTED), call(1, 0, 10, 5)),
        tree(
            "an agent repeats its calls",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_AGENT, 30, 15),
            call(2, 1, 10, 5),
            call(3, 1, 20, 10)),
        tree(
            "an agent whose calls have no spans counts itself",
            Map.of(1, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_AGENT, 30, 15),
            Tree.span(2, 1, SPAN_TYPE_TOOL)),
        tree(
            "chains in chains, through steps without usage",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_REPEATED, 4, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5),
            Tree.span(2, 1, SPAN_TYPE_AGENT, 10, 5),
            Tree.span(3, 2, SPAN_TYPE_SPAN),
            call(4, 3, 10, 5)),
        tree(
            "two libraries record one call",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED),
            call(1, 0, 10, 5),
            call(2, 1, 10, 5)),
        tree(
            "two libraries, one of which estimates",
            Map.of(1, USAGE_ROLE_REPEATED, 3, USAGE_ROLE_COUNTED),
            call(1, 0, 73, 81),
            Tree.span(2, 1, SPAN_TYPE_SPAN),
            call(3, 2, 50, 60)),
        tree(
            "calls side by side with equal numbers",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            call(1, 9, 10, 5),
            call(2, 9, 10, 5),
            call(3, 9, 10, 5)),
        tree(
            "retries below one call: each attempt counts",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            call(1, 0, 10, 5),
            call(2, 1, 10, 0),
            call(3, 1, 10, 5)),
        tree(
            "a failed attempt without usage",
            Map.of(1, USAGE_ROLE_REPEATED, 3, USAGE_ROLE_COUNTED),
            call(1, 0, 10, 5),
            Tree.span(2, 1, SPAN_TYPE_LLM),
            call(3, 1, 10, 5)),
        tree(
            "a tool below a call makes a call of its own",
            Map.of(1, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            call(1, 0, 100, 50),
            Tree.span(2, 1, SPAN_TYPE_TOOL),
            call(3, 2, 10, 5)),
        tree(
            "a call that sums up what its tools called",
            Map.of(1, USAGE_ROLE_REPEATED, 3, USAGE_ROLE_COUNTED, 5, USAGE_ROLE_COUNTED),
            call(1, 0, 30, 15),
            Tree.span(2, 1, SPAN_TYPE_TOOL),
            call(3, 2, 10, 5),
            Tree.span(4, 1, SPAN_TYPE_TOOL),
            call(5, 4, 20, 10)),
        tree(
            "an embedding below a call is another call",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_COUNTED),
            call(1, 0, 100, 50),
            Tree.span(2, 1, SPAN_TYPE_EMBEDDING, 10, 0)),
        tree(
            "a call without usage above the same call with it",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_LLM),
            call(2, 1, 10, 5)),
        tree(
            "a failed call that two libraries record",
            Map.of(1, USAGE_ROLE_REPEATED),
            Tree.span(1, 0, SPAN_TYPE_LLM),
            Tree.span(2, 1, SPAN_TYPE_LLM)),
        tree(
            "two libraries side by side at one call",
            Map.of(2, USAGE_ROLE_REPEATED, 3, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_CHAIN),
            Tree.answered(call(2, 1, 10, 5), "r", 1, 9),
            Tree.answered(call(3, 1, 10, 5), "r", 2, 8)),
        tree(
            "two libraries in branches of their own",
            Map.of(
                1,
                USAGE_ROLE_REPEATED,
                2,
                USAGE_ROLE_REPEATED,
                3,
                USAGE_ROLE_REPEATED,
                4,
                USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_AGENT, 10, 5),
            Tree.answered(call(2, 1, 10, 5), "r", 1, 9),
            Tree.answered(call(3, 1, 10, 5), "r", 2, 8),
            Tree.answered(call(4, 3, 10, 5), "r", 3, 7)),
        tree(
            "side by side, one without usage",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_REPEATED),
            Tree.answered(call(1, 9, 10, 5), "r", 1, 9),
            Tree.answered(Tree.span(2, 9, SPAN_TYPE_LLM), "r", 2, 8)),
        tree(
            "the same answer out of a cache, later",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_COUNTED),
            Tree.answered(call(1, 9, 10, 5), "r", 1, 3),
            Tree.answered(call(2, 9, 10, 5), "r", 3, 4)),
        tree(
            "other answers at the same time",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_COUNTED),
            Tree.answered(call(1, 9, 10, 5), "r", 1, 9),
            Tree.answered(call(2, 9, 10, 5), "s", 1, 9)),
        tree(
            "a parent that never comes",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_COUNTED),
            call(1, 9, 10, 5),
            call(2, 8, 10, 5)),
        tree(
            "ancestors in a circle",
            Map.of(3, USAGE_ROLE_COUNTED),
            Tree.span(1, 2, SPAN_TYPE_CHAIN),
            Tree.span(2, 1, SPAN_TYPE_CHAIN),
            call(3, 2, 10, 5)));
  }

  private static Span call(int id, int parent, long input, long output) {
    return Tree.span(id, parent, SPAN_TYPE_LLM, input, output);
  }

  private static Arguments tree(String what, Map<Integer, UsageRole> roles, Span... spans) {
    return Arguments.of(what, roles, List.of(spans));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trees")
  void roles_areTheSameInEveryOrderOfArrival(
      String what, Map<Integer, UsageRole> expected, List<Span> spans) {
    for (List<Span> order : Tree.permutations(spans)) {
      assertThat(Tree.roles(order)).as("%s %s", what, order).isEqualTo(expected);
    }
  }

  @Test
  void decide_correctsOnlyWhatChanged() {
    UsageRoles roles = new UsageRoles(100);

    roles.decide("p", Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5));
    UsageRoles.Decision second = roles.decide("p", call(2, 1, 10, 5));
    UsageRoles.Decision third = roles.decide("p", call(3, 1, 10, 5));

    assertThat(second.role()).isEqualTo(USAGE_ROLE_COUNTED);
    assertThat(second.corrections())
        .extracting(StoredRecord.RoleChange::role)
        .containsExactly(USAGE_ROLE_REPEATED);
    assertThat(second.corrections().get(0).spanId().toString()).isEqualTo(Tree.id(1));
    assertThat(third.corrections()).isEmpty();
  }

  @Test
  void decide_sameAnswerSideBySide_correctsTheEarlier() {
    UsageRoles roles = new UsageRoles(100);
    roles.decide("p", Tree.answered(call(1, 9, 10, 5), "r", 1, 9));

    UsageRoles.Decision second = roles.decide("p", Tree.answered(call(2, 9, 10, 5), "r", 2, 8));

    assertThat(second.role()).isEqualTo(USAGE_ROLE_COUNTED);
    assertThat(second.corrections())
        .extracting(change -> change.spanId().toString(), StoredRecord.RoleChange::role)
        .containsExactly(tuple(Tree.id(1), USAGE_ROLE_REPEATED));
  }

  @Test
  void decide_ofARepeatedSpanChangesNothing() {
    UsageRoles roles = new UsageRoles(100);
    roles.decide("p", call(2, 1, 10, 5));
    roles.decide("p", Tree.span(1, 0, SPAN_TYPE_TOOL));

    UsageRoles.Decision again = roles.decide("p", call(2, 1, 10, 5));

    assertThat(again.role()).isEqualTo(USAGE_ROLE_COUNTED);
    assertThat(again.corrections()).isEmpty();
    assertThat(roles.decide("p", call(3, 9, 10, 5)).role()).isEqualTo(USAGE_ROLE_COUNTED);
  }

  @Test
  void decide_keepsProjectsApart() {
    UsageRoles roles = new UsageRoles(100);
    roles.decide("a", call(2, 1, 10, 5));

    assertThat(roles.decide("b", Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5)).role())
        .isEqualTo(USAGE_ROLE_COUNTED);
    assertThat(roles.decide("a", Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5)).role())
        .isEqualTo(USAGE_ROLE_REPEATED);
  }

  @Test
  void decide_givesNoRoleWithoutUsage() {
    assertThat(new UsageRoles(1).decide("p", Tree.span(1, 0, SPAN_TYPE_SPAN)).role())
        .isEqualTo(USAGE_ROLE_UNSPECIFIED);
  }

  @Test
  void window_forgetsWholeTracesOldestFirst() {
    UsageRoles roles = new UsageRoles(4);
    for (int trace = 1; trace <= 10; trace++) {
      roles.decide("p", inTrace(trace, call(2, 1, 10, 5)));
      assertThat(roles.size()).isLessThanOrEqualTo(4);
    }

    assertThat(roles.decide("p", inTrace(10, chain())).role()).isEqualTo(USAGE_ROLE_REPEATED);
    assertThat(roles.decide("p", inTrace(1, chain())).role()).isEqualTo(USAGE_ROLE_COUNTED);
  }

  private static Span chain() {
    return Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5);
  }

  private static Span inTrace(int number, Span span) {
    return span.toBuilder().setTraceId("%032x".formatted(number)).build();
  }

  @Test
  void window_neverGrowsBeyondItsBoundWithOneEndlessTrace() {
    UsageRoles roles = new UsageRoles(50);
    for (int id = 1; id <= 10_000; id++) {
      roles.decide("p", call(id, id + 1, 10, 5));
      assertThat(roles.size()).isLessThanOrEqualTo(50);
    }
  }

  @Test
  void window_mustHoldSomething() {
    assertThatThrownBy(() -> new UsageRoles(0)).hasMessageContaining("maxSpans: 0");
  }
}
