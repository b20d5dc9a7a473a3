/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Usage;
import java.util.Random;

/** Spans of our own protocol as a client sends them. */
final class OwnSpans {

  private OwnSpans() {}

  static Span llm(int trace, int index, Random random) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId("%016x%016x".formatted(trace | 1L << 40, index / 8))
            .setSpanId("%016x".formatted(random.nextLong() | 1))
            .setType(SpanType.SPAN_TYPE_LLM)
            .setName("answer")
            .setStartTimeUnixNano(Otlp.START)
            .setEndTimeUnixNano(Otlp.START + 1_000_000)
            .setProvider("openai")
            .setRequestModel("gpt-4o-mini")
            .setUsage(
                Usage.newBuilder()
                    .setInputTokens(random.nextInt(1000))
                    .setOutputTokens(random.nextInt(1000)))
            .setInput(Payload.newBuilder().setText("x".repeat(300)))
            .setOutput(Payload.newBuilder().setText("y".repeat(250)));
    for (int i = 0; i < 6; i++) {
      span.putAttributes("app.attribute." + i, Attributes.ofText("value " + i));
    }
    return span.build();
  }
}
