/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Random;

/** Random spans over few values, so that random filters hit some of them. */
final class RandomSpans {

  /**
   * None between U+E000 and U+FFFF: cel-java orders UTF-16 code units, so that it puts a surrogate
   * pair before these, while CEL's specification and filters order code points.
   */
  static final List<String> TEXTS = List.of("", "a", "b", "ab", "A", "é", "가", "😀");

  static final List<String> NUMBERS = List.of("0", "1", "2", "-1", "0.5", "1.0", "2.5", "1e3");
  static final List<String> KEYS = List.of("a", "b", "c");

  private final Random random;

  RandomSpans(Random random) {
    this.random = random;
  }

  Span next() {
    Span.Builder span =
        Span.newBuilder()
            .setName(text())
            .setResponseModel(text())
            .setService(text())
            .setUserId(text())
            .setParentSpanId(random.nextBoolean() ? "" : "b7ad6b7169203331")
            .setType(random.nextBoolean() ? SpanType.SPAN_TYPE_LLM : SpanType.SPAN_TYPE_TOOL)
            .setStartTimeUnixNano(1_000_000_000L * random.nextInt(9))
            .setEndTimeUnixNano(random.nextInt(4) == 0 ? 0 : 9_000_000_000L + nanos())
            .setTimeToFirstTokenNano(random.nextBoolean() ? 0 : nanos())
            .setStreaming(random.nextBoolean())
            .setRetryCount(random.nextInt(3));
    span.getStatusBuilder().setCode(StatusCode.forNumber(random.nextInt(3))).setErrorType(text());
    span.getOutputBuilder().setText(text());
    span.getCollectorBuilder().setUsageRole(UsageRole.forNumber(random.nextInt(3)));
    addUsage(span);
    addLists(span);
    return span.build();
  }

  private void addUsage(Span.Builder span) {
    if (random.nextBoolean()) {
      span.getUsageBuilder().setInputTokens(random.nextInt(3));
    }
    if (random.nextBoolean()) {
      span.getUsageBuilder().setTotalTokens(random.nextInt(3));
    }
    span.getCostBuilder()
        .setState(CostState.forNumber(random.nextInt(4)))
        .setTotalUsd(random.nextBoolean() ? "0.5" : "1");
  }

  private void addLists(Span.Builder span) {
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addTags(text());
      span.addFinishReasons(text());
    }
    for (String key : KEYS) {
      if (random.nextInt(4) > 0) {
        span.putAttributes(key, value());
      }
      if (random.nextBoolean()) {
        span.putResourceAttributes(key, value());
      }
    }
  }

  private AttributeValue value() {
    AttributeValue.Builder value = AttributeValue.newBuilder();
    switch (random.nextInt(6)) {
      case 0 -> value.setStringValue(text());
      case 1 -> value.setIntValue(random.nextInt(3));
      case 2 -> value.setDoubleValue(random.nextInt(6) / 2.0);
      case 3 -> value.setBoolValue(random.nextBoolean());
      case 4 -> value.getArrayValueBuilder().addValuesBuilder().setStringValue(text());
      default -> value.setDoubleValue(Double.NaN);
    }
    return value.build();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long nanos() {
    return List.of(500_000L, 1_000_000L, 2_500_000L, 1_000_000_000L).get(random.nextInt(4));
  }
}
