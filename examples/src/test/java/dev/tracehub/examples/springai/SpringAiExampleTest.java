/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.examples.RealCollector;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpringAiExampleTest {

  /** Five for the index, seven for the first question, ten for the second, which needs a tool. */
  private static final int SPANS = 22;

  private static final String ORDER_TURN =
      """
      AGENT turn
        RETRIEVER search in-memory-map
          EMBEDDING embed text-embedding-3-small
        AGENT chat client
          CHAIN Tool Calling Advisor
            CHAIN call
              LLM chat gpt-4o-mini
            TOOL orderStatus
            CHAIN call
              LLM chat gpt-4o-mini
      """;

  @TempDir private Path data;

  @Test
  void main_recordsWhatSpringAiDid() throws Exception {
    try (RealCollector collector = RealCollector.start(data)) {
      SpringAiExample.main(new String[] {collector.endpoint()});

      List<Span> spans = collector.spans(SPANS);
      assertThat(tree(spans)).endsWith(ORDER_TURN);
      assertThat(spans)
          .filteredOn(span -> span.getName().equals("turn"))
          .hasSize(2)
          .extracting(span -> span.getOutput().getText())
          .satisfiesExactly(
              first -> assertThat(first).contains("30 days"),
              second -> assertThat(second).contains("expected on Thursday"));
      assertThat(typed(spans, SpanType.SPAN_TYPE_LLM))
          .hasSize(3)
          .allMatch(call -> call.getUsage().getInputTokens() > 0)
          .allMatch(call -> call.getCost().getState() == CostState.COST_STATE_COMPUTED)
          .allMatch(call -> call.getSessionId().equals("spring-ai-example"));
      assertThat(typed(spans, SpanType.SPAN_TYPE_TOOL))
          .singleElement()
          .satisfies(tool -> assertThat(tool.getInput().getText()).contains("A-1001"));
      assertThat(typed(spans, SpanType.SPAN_TYPE_RETRIEVER)).hasSize(2);
      assertThat(spans)
          .filteredOn(Span::hasUsage)
          .as("a model call counts once")
          .allMatch(
              span ->
                  span.getType() == SpanType.SPAN_TYPE_LLM
                      || span.getType() == SpanType.SPAN_TYPE_EMBEDDING);
      assertThat(spans).noneMatch(s -> s.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    }
  }

  private static List<Span> typed(List<Span> spans, SpanType type) {
    return spans.stream().filter(span -> span.getType() == type).toList();
  }

  private static String tree(List<Span> spans) {
    Map<String, Span> byId =
        spans.stream().collect(Collectors.toMap(Span::getSpanId, Function.identity()));
    StringBuilder out = new StringBuilder();
    for (Span span : spans) {
      Span above = byId.get(span.getParentSpanId());
      while (above != null) {
        out.append("  ");
        above = byId.get(above.getParentSpanId());
      }
      out.append(span.getType().name().substring("SPAN_TYPE_".length()))
          .append(' ')
          .append(span.getName())
          .append('\n');
    }
    return out.toString();
  }
}
