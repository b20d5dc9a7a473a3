/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.LiveNode;
import dev.tracehub.client.LiveRun;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.examples.RealCollector;
import dev.tracehub.v1.GraphNode;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client records of a graph and what a real collector answers about it. */
class GraphRunTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path data;

  private RealCollector collector;
  private Tracehub tracehub;

  @BeforeEach
  void open() throws IOException {
    collector = RealCollector.start(data);
    tracehub = Tracehub.builder().endpoint(collector.endpoint()).service("graphs").build();
  }

  @AfterEach
  void close() {
    tracehub.close();
    collector.close();
  }

  @Test
  void branches_loopAndRetry_areTheEdgesThatWereTaken() {
    String trace;
    try (LiveRun run = tracehub.run("support").id("run-1").sourceReferences(true).start()) {
      trace = run.span().traceId();
      LiveNode router = run.startNode("router");
      call(100, 5);
      router.end();

      LiveNode search = run.node("search").after(router).startDetached();
      LiveNode orders = run.node("orders").after(router).startDetached();
      CompletableFuture<LiveNode> found = CompletableFuture.supplyAsync(() -> search(search));
      orders.end();
      LiveNode lastSearch = found.join();

      LiveNode writer = run.startNode("writer", lastSearch, orders);
      call(300, 40);
      writer.end();
      LiveNode critic = run.startNode("critic", writer);
      critic.end();
      try (LiveNode again = run.startNode("writer", "critic")) {
        assertThat(again.step()).isEqualTo(5);
        call(350, 50);
      }
    }

    GraphRun graph = runs(trace, 1).get(0);
    assertThat(graph.getGraph()).isEqualTo("support");
    assertThat(graph.getRunId()).isEqualTo("run-1");
    assertThat(graph.getNodesList())
        .extracting(node -> node.getNode() + " " + node.getStep() + "." + node.getAttempt())
        .containsExactlyInAnyOrder(
            "router 1.0",
            "search 2.0",
            "search 2.1",
            "orders 2.0",
            "writer 3.0",
            "critic 4.0",
            "writer 5.0");
    assertThat(edges(graph))
        .containsExactlyInAnyOrder(
            "router 1.0 -> search 2.0",
            "router 1.0 -> orders 2.0",
            "search 2.1 -> writer 3.0",
            "orders 2.0 -> writer 3.0",
            "writer 3.0 -> critic 4.0",
            "critic 4.0 -> writer 5.0");
    assertThat(named(graph.getEntriesList(), graph)).containsExactly("router 1.0");
    assertThat(named(graph.getExitsList(), graph)).containsExactly("writer 5.0");
    assertTokensAndSources(graph);
  }

  private LiveNode search(LiveNode first) {
    LiveNode second = first.retry(new IllegalStateException("index is busy"));
    call(20, 2);
    second.end();
    return second;
  }

  private static void assertTokensAndSources(GraphRun graph) {
    assertThat(graph.getNodesList())
        .extracting(node -> text(node) + " " + node.getTokens().getTotal())
        .contains("router 1.0 105", "search 2.0 0", "search 2.1 22", "writer 3.0 340")
        .contains("critic 4.0 0", "writer 5.0 400");
    assertThat(graph.getNodesList())
        .filteredOn(node -> node.getStatus() == StatusCode.STATUS_CODE_ERROR)
        .extracting(GraphRunTest::text)
        .containsExactly("search 2.0");
    assertThat(graph.getNodesList())
        .allMatch(node -> node.getSourceReference().contains("(GraphRunTest.java:"));
    assertThat(graph.getNodesList())
        .filteredOn(node -> !node.getCostUsd().equals("0"))
        .extracting(GraphRunTest::text)
        .containsExactlyInAnyOrder("router 1.0", "search 2.1", "writer 3.0", "writer 5.0");
  }

  @Test
  void runWithoutParents_isALineOfSteps() {
    String trace;
    try (LiveRun run = tracehub.startRun("pipeline")) {
      trace = run.span().traceId();
      run.startNode("load").close();
      try (LiveNode left = run.node("left").startDetached();
          LiveNode right = run.node("right").startDetached()) {
        assertThat(left.step()).isEqualTo(right.step());
      }
      run.startNode("save").close();
    }

    GraphRun graph = runs(trace, 1).get(0);
    assertThat(graph.getRunId()).isEqualTo(graph.getSpanId());
    assertThat(edges(graph))
        .containsExactlyInAnyOrder(
            "load 1.0 -> left 2.0",
            "load 1.0 -> right 2.0",
            "left 2.0 -> save 3.0",
            "right 2.0 -> save 3.0");
    assertThat(named(graph.getExitsList(), graph)).containsExactly("save 3.0");
  }

  @Test
  void runInsideANode_isNested_andAFailedRunHasNoExit() {
    String trace;
    try (LiveRun outer = tracehub.run("outer").id("o").start()) {
      trace = outer.span().traceId();
      try (LiveNode node = outer.startNode("research")) {
        assertThat(node.step()).isEqualTo(1);
        LiveRun inner = tracehub.run("inner").id("i").start();
        inner.startNode("crawl");
        inner.error(new IllegalStateException("robots.txt")).end();
      }
    }

    List<GraphRun> graphs = runs(trace, 2);
    GraphRun inner = graphs.get(1);
    assertThat(graphs).extracting(GraphRun::getRunId).containsExactly("o", "i");
    assertThat(inner.getParentRunId()).isEqualTo("o");
    assertThat(named(inner.getEntriesList(), inner)).containsExactly("crawl 1.0");
    assertThat(inner.getExitsList()).isEmpty();
  }

  private void call(long input, long output) {
    try (LiveSpan call = tracehub.span("chat").type(SpanType.LLM).start()) {
      call.operation("chat").provider("openai").model("gpt-4o-mini").usage(input, output);
    }
  }

  private List<GraphRun> runs(String trace, int expected) {
    assertThat(tracehub.flush(PATIENCE).allDelivered()).isTrue();
    assertThat(collector.spans((int) tracehub.stats().recorded()))
        .allMatch(span -> span.getTraceId().equals(trace));
    List<GraphRun> runs = collector.runs(trace);
    assertThat(runs).hasSize(expected);
    return runs;
  }

  private static List<String> edges(GraphRun graph) {
    return graph.getEdgesList().stream()
        .map(edge -> text(graph, edge.getFrom()) + " -> " + text(graph, edge.getTo()))
        .toList();
  }

  private static List<String> named(List<Integer> positions, GraphRun graph) {
    return Stream.of(positions)
        .flatMap(List::stream)
        .map(position -> text(graph, position))
        .toList();
  }

  private static String text(GraphRun graph, int position) {
    return text(graph.getNodes(position));
  }

  private static String text(GraphNode node) {
    return node.getNode() + " " + node.getStep() + "." + node.getAttempt();
  }
}
