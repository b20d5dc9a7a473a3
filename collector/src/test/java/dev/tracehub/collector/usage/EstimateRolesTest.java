/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import static dev.tracehub.v1.SpanType.SPAN_TYPE_AGENT;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_CHAIN;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_LLM;
import static dev.tracehub.v1.SpanType.SPAN_TYPE_TOOL;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_COUNTED;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts where some usage is estimated, whatever the order of arrival. */
class EstimateRolesTest {

  static Stream<Arguments> trees() {
    return Stream.of(
        tree("an estimate alone counts", Map.of(1, USAGE_ROLE_COUNTED), estimate(1, 0)),
        tree(
            "usage reported above counts, not the estimate of the same call",
            Map.of(1, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_REPEATED),
            call(1, 0),
            Tree.span(2, 1, SPAN_TYPE_CHAIN),
            estimate(3, 2)),
        tree(
            "usage reported below counts, not the estimate of the same call",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED),
            estimate(1, 0),
            call(2, 1)),
        tree(
            "a step below that reports the call's usage counts, not the estimate",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED),
            estimate(1, 0),
            Tree.span(2, 1, SPAN_TYPE_CHAIN, 10, 5)),
        tree(
            "a chain that reports all below counts",
            Map.of(1, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_REPEATED, 4, USAGE_ROLE_REPEATED),
            Tree.span(1, 0, SPAN_TYPE_CHAIN, 10, 5),
            Tree.span(2, 1, SPAN_TYPE_TOOL),
            estimate(3, 2),
            estimate(4, 1)),
        tree(
            "of two estimates of one call the deepest counts",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED),
            estimate(1, 0),
            estimate(2, 1)),
        tree(
            "an agent that reports all below counts",
            Map.of(1, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_REPEATED, 4, USAGE_ROLE_REPEATED),
            Tree.span(1, 0, SPAN_TYPE_AGENT, 30, 15),
            Tree.span(2, 1, SPAN_TYPE_TOOL),
            estimate(3, 2),
            estimate(4, 1)),
        tree(
            "an agent that repeats a call leaves the estimate of another",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_AGENT, 30, 15),
            call(2, 1),
            estimate(3, 1)),
        tree(
            "an agent that reports nothing has no role",
            Map.of(2, USAGE_ROLE_COUNTED),
            Tree.span(1, 0, SPAN_TYPE_AGENT),
            estimate(2, 1)),
        tree(
            "the call of a tool is not the call above the tool",
            Map.of(1, USAGE_ROLE_COUNTED, 3, USAGE_ROLE_COUNTED),
            call(1, 0),
            Tree.span(2, 1, SPAN_TYPE_TOOL),
            estimate(3, 2)),
        tree(
            "side by side, what is reported counts",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_REPEATED),
            Tree.answered(call(1, 0), "answer", 1, 5),
            Tree.answered(estimate(2, 0), "answer", 2, 5)),
        tree(
            "side by side, an estimate counts before nothing",
            Map.of(1, USAGE_ROLE_COUNTED, 2, USAGE_ROLE_REPEATED),
            Tree.answered(estimate(1, 0), "answer", 1, 5),
            Tree.answered(Tree.span(2, 0, SPAN_TYPE_LLM), "answer", 2, 5)),
        tree(
            "below the call that yields to the one beside it",
            Map.of(1, USAGE_ROLE_REPEATED, 2, USAGE_ROLE_REPEATED, 3, USAGE_ROLE_COUNTED),
            Tree.answered(call(1, 0), "answer", 1, 5),
            estimate(2, 1),
            Tree.answered(call(3, 0), "answer", 2, 5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trees")
  void decide_anyOrder_endsWithTheSameRoles(
      String name, Map<Integer, UsageRole> roles, List<Span> spans) {
    assertThat(Tree.permutations(spans))
        .allSatisfy(order -> assertThat(Tree.roles(order)).isEqualTo(roles));
  }

  /** As many spans as a batch may have; a walk from each to the root would take minutes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decide_ofADeepTraceOfEstimates_takesNoLonger(boolean deepestFirst) {
    int spans = 16_384;
    UsageRoles roles = new UsageRoles(UsageRoles.DEFAULT_MAX_SPANS);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 1; i <= spans; i++) {
            int id = deepestFirst ? spans + 1 - i : i;
            roles.decide("default", estimate(id, id - 1));
          }
        });
    assertThat(roles.decide("default", estimate(spans + 1, spans)).role())
        .isEqualTo(USAGE_ROLE_COUNTED);
  }

  private static Arguments tree(String name, Map<Integer, UsageRole> roles, Span... spans) {
    return Arguments.of(name, roles, List.of(spans));
  }

  private static Span call(int id, int parent) {
    return Tree.span(id, parent, SPAN_TYPE_LLM, 10, 5);
  }

  /** An estimate is of more than what is reported, which must not make it count. */
  private static Span estimate(int id, int parent) {
    return Tree.span(id, parent, SPAN_TYPE_LLM, 12, 6).toBuilder()
        .setCollector(CollectorFacts.newBuilder().setUsageState(UsageState.USAGE_STATE_ESTIMATED))
        .build();
  }
}
