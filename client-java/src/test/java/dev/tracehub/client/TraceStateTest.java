/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1|a=1",
        "a=1 , b=2|a=1,b=2",
        "a=1,,b=2|a=1,b=2",
        "tenant@vendor=x y|tenant@vendor=x y",
        "0a_-*/=!~|0a_-*/=!~",
        "ot=th:8;rv:1|ot=th:8;rv:1",
      })
  void parse_right_isPassedOn(String header, String passed) {
    assertThat(TraceState.parse(header)).isEqualTo(passed);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a", "a=", "=1", "A=1", "a=1,a=2", "a=b=c", "a b=1", "a=é"})
  void parse_wrong_isNone(String header) {
    assertThat(TraceState.parse(header)).isEmpty();
  }

  @Test
  void parse_moreThan32Members_isNone() {
    assertThat(TraceState.parse(members(32, 1))).isEqualTo(members(32, 1));
    assertThat(TraceState.parse(members(33, 1))).isEmpty();
  }

  @Test
  void parse_tooLong_losesTheLongestAndThenTheLast() {
    String longest = "z=" + "x".repeat(200);

    assertThat(TraceState.parse(longest + "," + members(20, 18))).isEqualTo(members(20, 18));
    assertThat(TraceState.parse(members(30, 18))).isEqualTo(members(23, 18));
  }

  private static String members(int count, int valueLength) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> (char) ('a' + i / 26) + "" + (char) ('a' + i % 26) + "=" + "x".repeat(valueLength))
        .collect(Collectors.joining(","));
  }
}
