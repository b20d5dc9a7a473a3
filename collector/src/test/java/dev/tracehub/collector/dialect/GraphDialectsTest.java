/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which spans are nodes of graphs, wherever a dialect keeps LangGraph's metadata. */
class GraphDialectsTest {

  private static final String METADATA =
      "{\"langgraph_node\":\"router\",\"langgraph_step\":2,\"langgraph_triggers\":[\"start:router\"],"
          + "\"langgraph_checkpoint_ns\":\"router:1\",\"thread_id\":\"t-1\"}";

  private static Span named(String name, Map<String, ?> attributes) {
    return Translated.of(
        "", Otlp.span(attributes).setName(name).setParentSpanId(Otlp.bytes("00000000000000ff")));
  }

  @Test
  void node_bearsItsNameAndHasAPosition() {
    Span span = named("router", Map.of("openinference.span.kind", "CHAIN", "metadata", METADATA));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_NODE);
    assertThat(span.getGraph().getNode()).isEqualTo("router");
    assertThat(span.getGraph().getStep()).isEqualTo(2);
    assertThat(span.getGraph().getTriggersList()).containsExactly("start:router");
    assertThat(span.getGraph().getPath()).isEqualTo("router:1");
    assertThat(span.getGraph().getRunId()).isEqualTo("00000000000000ff");
    assertThat(span.getSessionId()).isEqualTo("t-1");
    // NODE says more than CHAIN, so what the sender said stays.
    assertThat(span.getAttributesMap()).containsKeys("openinference.span.kind", "metadata");
  }

  @Test
  void spansInside_keepTheirTypeAndKnowTheirNode() {
    Span call = named("ChatOpenAI", Map.of("openinference.span.kind", "LLM", "metadata", METADATA));
    Span sameName =
        named("router", Map.of("openinference.span.kind", "TOOL", "metadata", METADATA));

    assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(call.getGraph().getNode()).isEqualTo("router");
    assertThat(call.getGraph().getRunId()).isEmpty();
    assertThat(sameName.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
  }

  @Test
  void pseudoNodes_areNoNodes() {
    Span span =
        named(
            "__start__",
            Map.of(
                "openinference.span.kind", "CHAIN",
                "metadata", "{\"langgraph_node\":\"__start__\",\"langgraph_step\":0}"));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_CHAIN);
  }

  @Test
  void otherDialects_keepTheMetadataElsewhere() {
    Span langSmith =
        named(
            "router",
            Map.of(
                "langsmith.span.kind", "chain",
                "langsmith.metadata.langgraph_node", "router",
                "langsmith.metadata.langgraph_step", "3"));
    Span traceloop =
        named(
            "router.task",
            Map.of(
                "traceloop.span.kind", "task",
                "traceloop.entity.name", "router",
                "traceloop.association.properties.langgraph_node", "router"));
    Span structured = named("router", Map.of("metadata", Map.of("langgraph_node", "router")));

    assertThat(List.of(langSmith, traceloop, structured))
        .allSatisfy(span -> assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_NODE));
    assertThat(langSmith.getGraph().getStep()).isEqualTo(3);
  }

  @Test
  void openInferenceGraphAttributes_nameNodeAndParent() {
    Span span =
        named(
            "Researcher",
            Map.of(
                "openinference.span.kind", "AGENT",
                "graph.node.id", "researcher",
                "graph.node.parent_id", "planner"));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_NODE);
    assertThat(span.getGraph().getNode()).isEqualTo("researcher");
    assertThat(span.getGraph().getParentNodesList()).containsExactly("planner");
    assertThat(span.getGraph().getRunId()).isEmpty();
  }
}
