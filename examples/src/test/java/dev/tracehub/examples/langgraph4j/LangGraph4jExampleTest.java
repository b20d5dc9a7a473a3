/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.langgraph4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.examples.RealCollector;
import dev.tracehub.v1.GraphNode;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangGraph4jExampleTest {

  /** The turn, the run, seven nodes, four calls of models. */
  private static final int SPANS = 13;

  @TempDir private Path data;

  @Test
  void main_isAGraphWithTheEdgesThatWereTaken() throws Exception {
    try (RealCollector collector = RealCollector.start(data)) {
      LangGraph4jExample.main(new String[] {collector.endpoint()});

      List<Span> spans = collector.spans(SPANS);
      assertThat(spans)
          .filteredOn(span -> span.getType() == SpanType.SPAN_TYPE_LLM)
          .hasSize(4)
          .allMatch(call -> call.getSessionId().equals("langgraph4j-example"));
      GraphRun run = collector.runs(spans.get(0).getTraceId()).get(0);
      assertThat(run.getGraph()).isEqualTo("reply");
      assertThat(run.getEdgesList())
          .extracting(edge -> text(run, edge.getFrom()) + " -> " + text(run, edge.getTo()))
          .containsExactlyInAnyOrder(
              "plan 1 -> policy 2",
              "plan 1 -> history 2",
              "policy 2 -> write 3",
              "history 2 -> write 3",
              "write 3 -> review 4",
              "review 4 -> write 5",
              "write 5 -> review 6");
      assertThat(run.getNodesList())
          .filteredOn(node -> node.getTokens().getTotal() > 0)
          .extracting(LangGraph4jExampleTest::text)
          .containsExactlyInAnyOrder("write 3", "review 4", "write 5", "review 6");
    }
  }

  private static String text(GraphRun run, int position) {
    return text(run.getNodes(position));
  }

  private static String text(GraphNode node) {
    return node.getNode() + " " + node.getStep();
  }
}
