/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncEdgeAction.edge_async;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.Test;

/** Graphs inside graphs, with LangGraph4j itself. */
class LangGraph4jSubGraphTest extends LangGraph4jFixture {

  @Test
  void compiledSubGraph_isARunInsideItsNode() throws Exception {
    StateGraph<AgentState> inner =
        traced()
            .addNode("crawl", writes("crawl"))
            .addNode("rank", writes("rank"))
            .addEdge(START, "crawl")
            .addEdge("crawl", "rank")
            .addEdge("rank", END);
    AtomicInteger rounds = new AtomicInteger();
    StateGraph<AgentState> outer =
        traced()
            .addNode("research", inner.compile())
            .addNode("judge", node_async(state -> Map.of("round", rounds.incrementAndGet())))
            .addEdge(START, "research")
            .addEdge("research", "judge")
            .addConditionalEdges(
                "judge",
                edge_async(state -> rounds.get() < 2 ? "again" : "done"),
                Map.of("again", "research", "done", END));

    tracing.graph("outer", outer.compile()).invoke(Map.of());

    received("outer");
    assertThat(positions("outer"))
        .containsExactly(
            "research 1 after []",
            "judge 2 after [research]",
            "research 3 after [judge]",
            "judge 4 after [research]");
    List<Span> around = nodes().stream().filter(node -> node.getName().equals("research")).toList();
    List<Span> runs = named("research", SpanType.SPAN_TYPE_CHAIN);
    assertThat(runs)
        .extracting(Span::getParentSpanId)
        .containsExactly(around.get(0).getSpanId(), around.get(1).getSpanId());
    assertThat(
            nodes().stream()
                .filter(node -> node.getParentSpanId().equals(runs.get(0).getSpanId()))
                .map(LangGraph4jFixture::position))
        .containsExactly("crawl 1 after []", "rank 2 after [crawl]");
    assertThat(around.get(0).getEndTimeUnixNano())
        .isGreaterThanOrEqualTo(runs.get(0).getEndTimeUnixNano());
    assertThat(around.get(0).getAttributesMap()).doesNotContainKey("graph.ended_with_run");
  }

  @Test
  void subGraphInTheSameGraph_isNodesOfIt() throws Exception {
    StateGraph<AgentState> inner =
        new StateGraph<>(AgentState::new)
            .addNode("split", writes("split"))
            .addNode("a", writes("a"))
            .addNode("b", writes("b"))
            .addNode("join", writes("join"))
            .addEdge(START, "split")
            .addEdge("split", "a")
            .addEdge("split", "b")
            .addEdge("a", "join")
            .addEdge("b", "join")
            .addEdge("join", END);
    StateGraph<AgentState> outer =
        traced().addNode("inner", inner).addEdge(START, "inner").addEdge("inner", END);

    tracing.graph("outer", outer.compile()).invoke(Map.of());

    received("outer");
    assertThat(positions())
        .containsExactly(
            "inner-split 1 after []",
            "inner-a 2 after [inner-split]",
            "inner-b 2 after [inner-split]",
            "inner-join 3 after [inner-a, inner-b]");
  }

  @Test
  void failure_isTheNodesAndTheRuns_andReachesTheCallerAsItIs() throws Exception {
    StateGraph<AgentState> inner =
        traced()
            .addNode("crawl", fails("robots.txt"))
            .addEdge(START, "crawl")
            .addEdge("crawl", END);
    StateGraph<AgentState> outer =
        traced()
            .addNode("research", inner.compile())
            .addEdge(START, "research")
            .addEdge("research", END);

    assertThatThrownBy(() -> tracing.graph("outer", outer.compile()).invoke(Map.of()))
        .hasRootCauseMessage("robots.txt");

    received("outer");
    assertThat(tracehub.currentSpan()).isEmpty();
    assertThat(collector.spans())
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("crawl", "research", "research", "outer");
    assertThat(collector.spans())
        .allSatisfy(span -> assertThat(span.getStatus().getMessage()).isEqualTo("robots.txt"))
        .allSatisfy(
            span ->
                assertThat(span.getStatus().getErrorType())
                    .isEqualTo("java.lang.IllegalStateException"));
  }
}
