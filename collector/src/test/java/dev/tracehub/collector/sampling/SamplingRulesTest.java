/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TailSampling;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingRulesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(one().setOneIn(0), "one_in", "0 (expected: 1, for all, to 10000)"),
        Arguments.of(one().setOneIn(-1), "one_in", "4294967295 (expected"),
        Arguments.of(one().setOneIn(10_001), "one_in", "10001 (expected"),
        Arguments.of(one().setWaitSeconds(601), "wait_seconds", "601 (expected: 1 to 600"),
        Arguments.of(one().setSlowMs(-1), "slow_ms", "18446744073709551615 (expected"),
        Arguments.of(one().setCostlyUsd("0"), "costly_usd", "\"0\" (expected: a decimal"),
        Arguments.of(one().setCostlyUsd("-1"), "costly_usd", "\"-1\" (expected"),
        Arguments.of(one().setCostlyUsd("much"), "costly_usd", "\"much\" (expected"),
        Arguments.of(one().setCostlyUsd("9".repeat(41)), "costly_usd", "41 characters (expected"),
        Arguments.of(one().setKeepFilter("model =="), "keep_filter", "line 1, column"),
        Arguments.of(
            one().setKeepFilter("colour == 1"), "keep_filter", "line 1, column 1: unknown name"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void of_wrong_namesTheField(TailSampling.Builder sampling, String field, String description) {
    assertThatThrownBy(() -> SamplingRules.of(sampling.build()))
        .isInstanceOfSatisfying(
            InvalidSamplingException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.description()).startsWith(description);
            });
  }

  @Test
  void keeps_errorsWithoutBeingAsked() {
    SamplingRules rules = SamplingRules.of(one().build());
    Span.Builder span = Span.newBuilder().setStartTimeUnixNano(1).setEndTimeUnixNano(2);

    assertThat(rules.keeps(span.build())).isFalse();
    span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_ERROR);
    assertThat(rules.keeps(span.build())).isTrue();
  }

  @Test
  void keeps_slowAndFlagged() {
    SamplingRules rules =
        SamplingRules.of(one().setSlowMs(2).setKeepFilter("environment == \"canary\"").build());
    Span.Builder span = Span.newBuilder().setStartTimeUnixNano(1);

    assertThat(rules.keeps(span.setEndTimeUnixNano(2_000_000).build())).isFalse();
    assertThat(rules.keeps(span.setEndTimeUnixNano(2_000_001).build())).isTrue();
    span.setEndTimeUnixNano(2).setEnvironment("canary");
    assertThat(rules.keeps(span.build())).isTrue();
  }

  private static TailSampling.Builder one() {
    return TailSampling.newBuilder().setOneIn(20);
  }
}
