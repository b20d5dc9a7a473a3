/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.examples.RealCollector;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example against a collector, with its own stub of the provider. */
class AnthropicExampleTest {

  @TempDir private Path data;

  @Test
  void turn_isOneTrace_withEveryAttempt() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (RealCollector collector = RealCollector.start(data)) {
      String trace =
          AnthropicExample.run(
              collector.endpoint(), new PrintStream(printed, true, StandardCharsets.UTF_8));
      List<Span> spans = collector.trace(trace, 6);
      Span turn = of(spans, SpanType.SPAN_TYPE_AGENT).get(0);
      List<Span> calls = of(spans, SpanType.SPAN_TYPE_LLM);
      assertThat(spans)
          .filteredOn(span -> span != turn)
          .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(turn.getSpanId()))
          .allSatisfy(span -> assertThat(span.getSessionId()).isEqualTo("s-1"));
      Span refused = calls.get(0);
      assertThat(refused.getStatus().getErrorType()).isEqualTo("529");
      assertThat(refused.hasUsage()).isFalse();
      assertThat(calls.get(1).getRetryCount()).isEqualTo(1);
      assertThat(calls.get(1).getFinishReasonsList()).containsExactly("tool_use");
      assertThat(calls.get(1).getOutput().getText()).contains("orderStatus", "A-1001");
      Span streamed = calls.stream().filter(Span::getStreaming).findFirst().orElseThrow();
      assertThat(streamed.getTimeToFirstTokenNano()).isPositive();
      assertThat(streamed.getOutput().getText()).contains("shipped on Monday");
      assertThat(streamed.getInput().getText()).contains("tool_call_response");
      assertThat(streamed.getUsage().getOutputTokens()).isPositive();
      assertThat(calls).hasSize(4);
      assertThat(calls.subList(1, 4))
          .allSatisfy(
              call -> {
                assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
                assertThat(call.getCost().getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
              });
      long written = calls.get(1).getUsage().getCacheWriteTokens();
      assertThat(written).isPositive();
      assertThat(calls.get(1).getUsage().getInputTokens())
          .isEqualTo(calls.get(1).getUsage().getRawOrThrow("input_tokens") + written);
      assertThat(streamed.getUsage().getCacheReadTokens()).isEqualTo(written);
      assertThat(streamed.getUsage().getInputTokens())
          .isEqualTo(streamed.getUsage().getRawOrThrow("input_tokens") + written);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Order status: shipped on Monday, expected on Thursday");
  }

  private static List<Span> of(List<Span> spans, SpanType type) {
    return spans.stream().filter(span -> span.getType() == type).toList();
  }
}
