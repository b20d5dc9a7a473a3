/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncEdgeAction.edge_async;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.tracehub.client.langgraph4j.LangGraph4jTracing;
import dev.tracehub.client.langgraph4j.TracedGraph;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.GraphInput;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.action.AsyncNodeActionWithConfig;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.Test;

/** With LangGraph4j itself. */
class LangGraph4jTest extends LangGraph4jFixture {

  @Test
  void loop_isStepsInOrder_withCallsBelowTheirNodes() throws Exception {
    AtomicInteger drafts = new AtomicInteger();
    StateGraph<AgentState> graph =
        traced()
            .addNode("writer", writes("draft"))
            .addNode("critic", node_async(state -> Map.of("drafts", drafts.incrementAndGet())))
            .addEdge(START, "writer")
            .addEdge("writer", "critic")
            .addConditionalEdges(
                "critic",
                edge_async(
                    state -> {
                      call("decide");
                      return state.<Integer>value("drafts").orElseThrow() < 2 ? "again" : "done";
                    }),
                Map.of("again", "writer", "done", END));

    try (LiveSpan turn = tracehub.span("turn").start()) {
      turn.session("s1");
      assertThat(tracing.graph("essay", graph.compile()).invoke(Map.of("topic", "shoes")))
          .isPresent();
      assertThat(tracehub.currentSpan()).contains(turn);
    }

    Span run = received("essay");
    assertThat(run.getType()).isEqualTo(SpanType.SPAN_TYPE_CHAIN);
    assertThat(run.getParentSpanId()).isEqualTo(collector.span("turn").getSpanId());
    assertThat(run.getSessionId()).isEqualTo("s1");
    assertThat(run.getInput().getText()).isEqualTo("{\"topic\":\"shoes\"}");
    assertThat(run.getOutput().getText()).contains("\"drafts\":2");
    assertThat(positions())
        .containsExactly(
            "writer 1 after []",
            "critic 2 after [writer]",
            "writer 3 after [critic]",
            "critic 4 after [writer]");
    List<Span> nodes = nodes();
    assertThat(nodes)
        .allSatisfy(node -> assertThat(node.getParentSpanId()).isEqualTo(run.getSpanId()))
        .allSatisfy(
            node -> assertThat(node.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK))
        .allSatisfy(node -> assertThat(node.getGraph().getGraph()).isEqualTo("essay"));
    assertThat(nodes.get(0).getInput().getText()).isEqualTo("{\"topic\":\"shoes\"}");
    assertThat(nodes.get(1).getOutput().getText()).isEqualTo("{\"drafts\":1}");
    assertThat(named("chat draft"))
        .extracting(Span::getParentSpanId)
        .containsExactly(nodes.get(0).getSpanId(), nodes.get(2).getSpanId());
    assertThat(named("chat decide"))
        .extracting(Span::getParentSpanId)
        .containsExactly(nodes.get(1).getSpanId(), nodes.get(3).getSpanId());
  }

  @Test
  void parallelBranches_areOneStep_onWhateverThreads() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    AsyncNodeAction<AgentState> meets =
        node_async(
            state -> {
              both.countDown();
              assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
              call("branch");
              return Map.of();
            });
    StateGraph<AgentState> graph =
        traced()
            .addNode("router", writes("router"))
            .addNode("search", meets)
            .addNode("orders", meets)
            .addNode("writer", writes("writer"))
            .addEdge(START, "router")
            .addEdge("router", "search")
            .addEdge("router", "orders")
            .addEdge("search", "writer")
            .addEdge("orders", "writer")
            .addEdge("writer", END);
    RunnableConfig config =
        RunnableConfig.builder().addParallelNodeExecutor("router", threads).build();

    tracing.graph("support", graph.compile()).invoke(Map.of(), config);

    received("support");
    assertThat(positions())
        .containsExactlyInAnyOrder(
            "router 1 after []",
            "search 2 after [router]",
            "orders 2 after [router]",
            "writer 3 after [orders, search]");
    assertThat(named("chat branch"))
        .extracting(Span::getParentSpanId)
        .containsExactlyInAnyOrder(
            collector.span("search").getSpanId(), collector.span("orders").getSpanId());
  }

  @Test
  void parallelBranches_afterEachOther_areOneStepToo() throws Exception {
    StateGraph<AgentState> graph =
        traced()
            .addNode("left", writes("left"))
            .addNode("right", writes("right"))
            .addNode("join", writes("join"))
            .addEdge(START, "left")
            .addEdge(START, "right")
            .addEdge("left", "join")
            .addEdge("right", "join")
            .addEdge("join", END);

    tracing.graph("g", graph.compile()).invoke(Map.of());

    received("g");
    assertThat(positions())
        .containsExactly("left 1 after []", "right 1 after []", "join 2 after [left, right]");
  }

  @Test
  void retriesOfAHook_areAttemptsOfOneStep() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    StateGraph<AgentState> graph =
        traced()
            .addWrapCallNodeHook(
                (id, state, config, action) ->
                    action
                        .apply(state, config)
                        .exceptionallyCompose(error -> action.apply(state, config)))
            .addNode("load", writes("load"))
            .addNode(
                "search",
                node_async(
                    state -> {
                      if (calls.getAndIncrement() == 0) {
                        throw new IllegalStateException("index is busy");
                      }
                      return Map.of();
                    }))
            .addEdge(START, "load")
            .addEdge("load", "search")
            .addEdge("search", END);

    tracing.graph("g", graph.compile()).invoke(Map.of());

    received("g");
    List<Span> attempts = named("search");
    assertThat(positions())
        .containsExactly("load 1 after []", "search 2 after [load]", "search 2 after [load]");
    assertThat(attempts).extracting(Span::getRetryCount).containsExactly(0, 1);
    assertThat(attempts)
        .extracting(span -> span.getStatus().getCode())
        .containsExactly(StatusCode.STATUS_CODE_ERROR, StatusCode.STATUS_CODE_OK);
    assertThat(attempts.get(0).getStatus().getMessage()).isEqualTo("index is busy");
  }

  @Test
  void nodeOnAnotherThread_findsItsSpanByTheConfiguration() throws Exception {
    AsyncNodeActionWithConfig<AgentState> elsewhere =
        (state, config) ->
            CompletableFuture.supplyAsync(
                () -> {
                  try (Scope scope = LangGraph4jTracing.node(config).orElseThrow().makeCurrent()) {
                    assertThat(scope).isNotNull();
                    call("elsewhere");
                  }
                  return Map.of();
                },
                threads);
    StateGraph<AgentState> graph =
        traced()
            .addNode("slow", elsewhere)
            .addNode("next", writes("next"))
            .addEdge(START, "slow")
            .addEdge("slow", "next")
            .addEdge("next", END);

    tracing.graph("g", graph.compile()).invoke(Map.of());

    received("g");
    assertThat(positions()).containsExactly("slow 1 after []", "next 2 after [slow]");
    assertThat(collector.span("chat elsewhere").getParentSpanId())
        .isEqualTo(collector.span("slow").getSpanId());
  }

  @Test
  void interruption_endsTheRun_andGoingOnIsAnother() throws Exception {
    StateGraph<AgentState> graph =
        traced()
            .addNode("ask", writes("ask"))
            .addNode("act", writes("act"))
            .addEdge(START, "ask")
            .addEdge("ask", "act")
            .addEdge("act", END);
    CompileConfig compile =
        CompileConfig.builder().checkpointSaver(new MemorySaver()).interruptBefore("act").build();
    TracedGraph<AgentState> traced = tracing.graph("g", graph.compile(compile));
    RunnableConfig config = RunnableConfig.builder().threadId("t-1").build();

    traced.invoke(Map.of(), config);
    assertThat(traced.compiled().getState(config).next()).isEqualTo("act");
    traced.invoke(GraphInput.resume(), config);

    received("g");
    List<Span> runs = named("g");
    assertThat(runs).hasSize(2).allMatch(run -> run.getSessionId().equals("t-1"));
    assertThat(runs.get(0).getAttributesMap()).containsKey("graph.interrupted_after");
    assertThat(runs.get(1).getAttributesMap()).doesNotContainKey("graph.interrupted_after");
    assertThat(positions()).containsExactly("ask 1 after []", "act 1 after []");
  }

  @Test
  void stream_endsTheRunWithItsLastOutput_orItsCancellation() throws Exception {
    StateGraph<AgentState> graph =
        traced().addNode("a", writes("a")).addEdge(START, "a").addEdge("a", END);
    TracedGraph<AgentState> traced = tracing.graph("g", graph.compile());

    assertThat(traced.stream(Map.of(), RunnableConfig.builder().build()).stream())
        .extracting(NodeOutput::node)
        .containsExactly(START, "a", END);
    AsyncGenerator.Cancellable<NodeOutput<AgentState>> cancelled =
        traced.stream(Map.of(), RunnableConfig.builder().build());
    cancelled.next();
    cancelled.cancel(true);

    received("g");
    assertThat(named("g")).hasSize(2);
    assertThat(named("g").get(1).getAttributesMap()).containsKey("graph.cancelled");
  }

  @Test
  void content_switchedOff_isNotRecorded_andOutsideOfARunNothingIs() throws Exception {
    LangGraph4jTracing quiet = tracing.content(false);
    StateGraph<AgentState> graph =
        quiet
            .trace(new StateGraph<>(AgentState::new))
            .addNode("a", node_async(state -> Map.of("secret", "no")))
            .addEdge(START, "a")
            .addEdge("a", END);

    graph.compile().invoke(Map.of("secret", "x"));
    assertThat(tracehub.stats().recorded()).isZero();
    quiet.graph("g", graph.compile()).invoke(Map.of("secret", "x"));

    received("g");
    assertThat(collector.spans()).hasSize(2).noneMatch(span -> span.hasInput() || span.hasOutput());
  }
}
