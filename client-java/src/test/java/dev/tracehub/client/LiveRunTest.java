/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.delivery.FakeClock;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.client.privacy.Sampling;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRunTest {

  private final FakeClock clock = new FakeClock();
  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private Tracehub tracehub = Tracehub.builder().channel(server.channel()).clock(clock).build();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
  }

  @Test
  void run_withoutParents_goesStepByStep() {
    String runId;
    try (LiveRun run = tracehub.startRun("support")) {
      run.span().session("s1");
      runId = run.id();
      run.startNode("router").close();
      try (LiveNode search = run.node("search").startDetached();
          LiveNode orders = run.node("orders").startDetached()) {
        assertThat(search.step()).isEqualTo(orders.step());
      }
      run.startNode("writer").close();
    }

    Span cover = received("support");
    assertThat(cover.getType()).isEqualTo(dev.tracehub.v1.SpanType.SPAN_TYPE_CHAIN);
    assertThat(runId).isEqualTo(cover.getSpanId());
    Span router = collector.span("router");
    assertThat(router.getType()).isEqualTo(dev.tracehub.v1.SpanType.SPAN_TYPE_NODE);
    assertThat(router.getParentSpanId()).isEqualTo(cover.getSpanId());
    assertThat(router.getSessionId()).isEqualTo("s1");
    assertThat(router.getGraph())
        .isEqualTo(
            GraphPosition.newBuilder()
                .setRunId(runId)
                .setGraph("support")
                .setNode("router")
                .setStep(1)
                .build());
    assertThat(collector.spans())
        .filteredOn(Span::hasGraph)
        .extracting(span -> span.getName() + " " + span.getGraph().getStep())
        .containsExactlyInAnyOrder("router 1", "search 2", "orders 2", "writer 3");
  }

  @Test
  void node_withParents_isOneStepBehindTheLast() {
    try (LiveRun run = tracehub.startRun("g")) {
      LiveNode plan = run.startNode("plan");
      plan.end();
      LiveNode search = run.startNode("search", plan);
      search.end();
      LiveNode orders = run.startNode("orders", "plan");
      orders.end();
      LiveNode rank = run.startNode("rank", search);
      rank.end();
      LiveNode write = run.startNode("write", orders, rank);
      write.end();
      assertThat(List.of(plan, search, orders, rank, write))
          .extracting(LiveNode::step)
          .containsExactly(1, 2, 2, 3, 4);
      run.startNode("other", "nobody", null).close();
    }

    assertThat(received("write").getGraph().getParentNodesList()).containsExactly("orders", "rank");
    assertThat(collector.span("orders").getGraph().getParentNodesList()).containsExactly("plan");
    assertThat(collector.span("other").getGraph())
        .extracting(GraphPosition::getStep, GraphPosition::getParentNodesList)
        .containsExactly(5, List.of("nobody"));
  }

  @Test
  void loop_startsTheNodeAgainAtALaterStep() {
    try (LiveRun run = tracehub.startRun("g")) {
      run.startNode("write").close();
      run.startNode("critic", "write").close();
      run.startNode("write", "critic").close();
      run.startNode("critic", "write").close();
    }

    received("g");
    assertThat(collector.spans())
        .filteredOn(Span::hasGraph)
        .extracting(span -> span.getName() + " " + span.getGraph().getStep())
        .containsExactlyInAnyOrder("write 1", "critic 2", "write 3", "critic 4");
    assertThat(collector.spans()).extracting(Span::getRetryCount).containsOnly(0);
  }

  @Test
  void retry_isAnotherAttemptOfTheSameStep() {
    try (LiveRun run = tracehub.startRun("g")) {
      LiveNode search = run.startNode("search");
      search = search.retry(new IllegalStateException("timeout"));
      search.error(new IllegalStateException("again")).end();
      search = search.retry(new IllegalStateException("not recorded any more"));
      assertThat(tracehub.currentSpan()).contains(search.span());
      search.end();
      assertThat(tracehub.currentSpan()).contains(run.span());
    }

    received("g");
    assertThat(collector.spans())
        .filteredOn(Span::hasGraph)
        .extracting(
            span ->
                span.getGraph().getStep()
                    + " "
                    + span.getRetryCount()
                    + " "
                    + span.getStatus().getMessage())
        .containsExactly("1 0 timeout", "1 1 again", "1 2 ");
  }

  @Test
  void end_endsTheNodesThatAreOpen() {
    LiveRun run = tracehub.startRun("g");
    LiveNode outer = run.startNode("outer");
    run.startNode("inner");
    run.startNode("done").end();
    run.error(new IllegalStateException("gave up")).end();
    assertThat(tracehub.currentSpan()).isEmpty();
    outer.end();
    run.startNode("late").end();

    assertThat(received("g").getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(collector.spans())
        .extracting(Span::getName)
        .containsExactly("done", "inner", "outer", "g", "late");
    assertThat(collector.span("inner").getAttributesOrThrow(LiveRun.ENDED_WITH_RUN).getBoolValue())
        .isTrue();
    assertThat(collector.span("done").getAttributesMap()).isEmpty();
  }

  @Test
  void sourceReferences_onlyWhenAsked_nameTheCallersLine() {
    try (LiveRun run = tracehub.run("g").sourceReferences(true).id("run-7").start()) {
      LiveNode a = run.startNode("a");
      a.retry(new IllegalStateException("x")).end();
      run.node("b").source("graph.yaml:3").start().close();
    }
    try (LiveRun run = tracehub.startRun("silent")) {
      run.startNode("c").close();
    }

    String self = getClass().getName() + ".sourceReferences_onlyWhenAsked_nameTheCallersLine";
    assertThat(received("a").getGraph().getSourceReference())
        .matches(java.util.regex.Pattern.quote(self) + "\\(LiveRunTest\\.java:\\d+\\)");
    assertThat(collector.spans())
        .filteredOn(span -> span.getName().equals("a"))
        .extracting(span -> span.getGraph().getSourceReference())
        .hasSize(2)
        .containsOnly(collector.span("a").getGraph().getSourceReference());
    assertThat(collector.span("a").getGraph().getRunId()).isEqualTo("run-7");
    assertThat(collector.span("b").getGraph().getSourceReference()).isEqualTo("graph.yaml:3");
    assertThat(collector.span("c").getGraph().getSourceReference()).isEmpty();
  }

  @Test
  void nodes_ofManyThreads_belongToTheRun() throws Exception {
    int threads = 4;
    int rounds = 200;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    LiveRun run = tracehub.run("g").root().startDetached();
    CountDownLatch together = new CountDownLatch(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String name = "worker" + i;
      done.add(
          pool.submit(
              () -> {
                together.countDown();
                together.await();
                for (int round = 0; round < rounds; round++) {
                  try (LiveNode node = run.startNode(name, name)) {
                    tracehub.span("call").type(SpanType.LLM).start().usage(1, 1).end();
                    assertThat(node.step()).isPositive();
                  }
                }
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    pool.shutdown();
    LiveNode handedOver = run.node("handed over").startDetached();
    Thread other =
        new Thread(
            () -> {
              try (Scope scope = handedOver.makeCurrent()) {
                assertThat(scope).isNotNull();
                tracehub.span("elsewhere").start().end();
              }
            });
    other.start();
    other.join();
    run.end();

    String runSpan = received("g").getSpanId();
    assertThat(collector.span("elsewhere").getParentSpanId())
        .isEqualTo(collector.span("handed over").getSpanId());
    for (int i = 0; i < threads; i++) {
      String name = "worker" + i;
      List<Span> nodes =
          collector.spans().stream().filter(span -> span.getName().equals(name)).toList();
      assertThat(nodes).hasSize(rounds).allMatch(span -> span.getParentSpanId().equals(runSpan));
      assertThat(nodes)
          .extracting(span -> span.getGraph().getStep())
          .doesNotHaveDuplicates()
          .isSorted();
    }
    assertThat(tracehub.stats().balanced()).isTrue();
  }

  @Test
  void node_sampledOut_costsNothingAndIsNotSent() {
    tracehub =
        Tracehub.builder()
            .channel(server.channel())
            .privacy(PrivacySettings.builder().sampling(Sampling.ratio(0)).build())
            .build();
    try (LiveRun run = tracehub.run("g").sourceReferences(true).start()) {
      assertThat(run.wantsSources()).isFalse();
      run.startNode("a").close();
    }

    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what an application must not do, and will
  void nulls_neverThrow() {
    try (LiveRun run = tracehub.run(null).id(null).start()) {
      run.node(null).after((String[]) null).after((LiveNode[]) null).source(null).start().end();
      run.startNode("a", (LiveNode) null).retry(null).error(null).end();
      run.node("b").step(-1).start();
      run.error(null);
    }

    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    assertThat(tracehub.stats().recorded()).isEqualTo(5);
  }

  private Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }
}
