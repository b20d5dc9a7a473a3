/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.tracehub.client.langgraph4j.LangGraph4jTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.AfterEach;

/** Graphs of LangGraph4j, and what arrives of their runs. */
abstract class LangGraph4jFixture {

  final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  final Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();
  final LangGraph4jTracing tracing = LangGraph4jTracing.of(tracehub);
  final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    threads.shutdownNow();
  }

  StateGraph<AgentState> traced() {
    return tracing.trace(new StateGraph<>(AgentState::new));
  }

  AsyncNodeAction<AgentState> writes(String what) {
    return node_async(
        state -> {
          call(what);
          return Map.of();
        });
  }

  static AsyncNodeAction<AgentState> fails(String message) {
    return node_async(
        state -> {
          throw new IllegalStateException(message);
        });
  }

  void call(String what) {
    tracehub.span("chat " + what).type(dev.tracehub.client.SpanType.LLM).start().end();
  }

  Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }

  List<Span> nodes() {
    return inOrder(collector.spans()).stream()
        .filter(span -> span.getType() == SpanType.SPAN_TYPE_NODE)
        .toList();
  }

  List<Span> named(String name) {
    return inOrder(collector.spans()).stream().filter(span -> span.getName().equals(name)).toList();
  }

  List<Span> named(String name, SpanType type) {
    return named(name).stream().filter(span -> span.getType() == type).toList();
  }

  static List<Span> inOrder(List<Span> spans) {
    return spans.stream().sorted(Comparator.comparingLong(Span::getStartTimeUnixNano)).toList();
  }

  List<String> positions() {
    return nodes().stream().map(LangGraph4jFixture::position).toList();
  }

  List<String> positions(String graph) {
    return nodes().stream()
        .filter(node -> node.getGraph().getGraph().equals(graph))
        .map(LangGraph4jFixture::position)
        .toList();
  }

  static String position(Span node) {
    return node.getName()
        + " "
        + node.getGraph().getStep()
        + " after "
        + node.getGraph().getParentNodesList().stream().sorted().toList();
  }
}
