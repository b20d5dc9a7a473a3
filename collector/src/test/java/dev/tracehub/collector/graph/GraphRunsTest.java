/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphRunsTest {

  private static final String RUN = "00000000000000f0";

  private static Span.Builder span(int id, String parent, String name, long start, long end) {
    return Span.newBuilder()
        .setTraceId("0af7651916cd43dd8448eb211c80319c")
        .setSpanId("%016x".formatted(id))
        .setParentSpanId(parent)
        .setName(name)
        .setType(SpanType.SPAN_TYPE_CHAIN)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(end);
  }

  private static Span.Builder node(int id, String name, long start, long end) {
    return span(id, RUN, name, start, end)
        .setType(SpanType.SPAN_TYPE_NODE)
        .setGraph(GraphPosition.newBuilder().setNode(name));
  }

  private static Span.Builder step(int id, String name, int step, long start, String... triggers) {
    Span.Builder node = node(id, name, start, start + 5);
    node.getGraphBuilder()
        .setStep(step)
        .setRunId(RUN)
        .setPath(name + ":" + id)
        .addAllTriggers(Arrays.asList(triggers));
    return node;
  }

  private static Span.Builder failed(Span.Builder span) {
    return span.setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR));
  }

  private static Span.Builder cover() {
    return span(0xf0, "", "my-graph", 0, 1000);
  }

  private static List<GraphRun> runs(Span.Builder... spans) {
    List<Span> built = new ArrayList<>();
    for (Span.Builder span : spans) {
      built.add(span.build());
    }
    List<GraphRun> runs = GraphRuns.of(built);
    Collections.shuffle(built, new Random(1));
    assertThat(GraphRuns.of(built)).as("in any order").isEqualTo(runs);
    return runs;
  }

  private static List<String> edges(GraphRun run) {
    List<String> edges = new ArrayList<>();
    run.getEntriesList().forEach(to -> edges.add("> " + at(run, to)));
    run.getEdgesList()
        .forEach(edge -> edges.add(at(run, edge.getFrom()) + " > " + at(run, edge.getTo())));
    run.getExitsList().forEach(from -> edges.add(at(run, from) + " >"));
    return edges;
  }

  private static String at(GraphRun run, int position) {
    return run.getNodes(position).getNode() + position;
  }

  @Test
  void of_traceWithoutNodes_isEmpty() {
    assertThat(runs(cover())).isEmpty();
  }

  @Test
  void steps_orderByTheEngine() {
    GraphRun run =
        runs(
                cover(),
                step(1, "router", 1, 10, "branch:to:router"),
                step(2, "left", 2, 20, "branch:to:left"),
                step(3, "right", 2, 21, "branch:to:right"),
                step(4, "join", 3, 30, "branch:to:join"))
            .get(0);

    assertThat(run.getGraph()).isEqualTo("my-graph");
    assertThat(run.getSpanId()).isEqualTo(RUN);
    assertThat(run.getRunId()).isEqualTo(RUN);
    assertThat(edges(run))
        .containsExactly(
            "> router0",
            "router0 > left1",
            "router0 > right2",
            "left1 > join3",
            "right2 > join3",
            "join3 >");
  }

  @Test
  void triggers_nameSourcesWhereTheEngineDoes() {
    GraphRun run =
        runs(
                cover(),
                step(1, "a", 1, 10, "start:a"),
                step(2, "b", 1, 11, "__start__"),
                step(3, "c", 2, 20, "branch:a:pick:c"),
                step(4, "d", 2, 21, "b"),
                step(5, "e", 3, 30, "join:c+d:e"))
            .get(0);

    assertThat(edges(run))
        .containsExactly("> a0", "> b1", "a0 > c2", "b1 > d3", "c2 > e4", "d3 > e4", "e4 >");
  }

  @Test
  void retries_areAttemptsOfOnePassage() {
    Span.Builder first = failed(step(2, "answer", 2, 20, "branch:to:answer"));
    Span.Builder second = step(3, "answer", 2, 30, "branch:to:answer");
    first.getGraphBuilder().setPath("answer:x");
    second.getGraphBuilder().setPath("answer:x");

    GraphRun run =
        runs(cover(), step(1, "router", 1, 10), first, second, step(4, "grader", 3, 40)).get(0);

    assertThat(run.getNodes(1).getAttempt()).isZero();
    assertThat(run.getNodes(1).getStatus()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(run.getNodes(2).getAttempt()).isEqualTo(1);
    assertThat(edges(run))
        .containsExactly("> router0", "router0 > answer1", "answer2 > grader3", "grader3 >");
  }

  @Test
  void copiesOfANodeInOneStep_areNoRetries() {
    GraphRun run =
        runs(cover(), step(1, "map", 1, 10), step(2, "work", 2, 20), step(3, "work", 2, 20)).get(0);

    assertThat(run.getNodesList()).extracting("attempt").containsExactly(0, 0, 0);
    assertThat(edges(run))
        .containsExactly("> map0", "map0 > work1", "map0 > work2", "work1 >", "work2 >");
  }

  @Test
  void failedRun_hasNoExit() {
    assertThat(edges(runs(failed(cover()), step(1, "a", 1, 10)).get(0))).containsExactly("> a0");
    assertThat(edges(runs(cover(), failed(step(1, "a", 1, 10))).get(0))).containsExactly("> a0");
  }

  @Test
  void laterSteps_mayBeginARun() {
    GraphRun run = runs(cover(), step(1, "a", 7, 10), step(2, "b", 8, 20)).get(0);

    assertThat(edges(run)).containsExactly("> a0", "a0 > b1", "b1 >");
  }

  @Test
  void lostSteps_leaveAGap() {
    GraphRun run = runs(cover(), step(1, "a", 1, 10), step(3, "c", 3, 30)).get(0);

    assertThat(edges(run)).containsExactly("> a0", "c1 >");
  }

  @Test
  void loops_comeBackToTheirNodes() {
    GraphRun run =
        runs(
                cover(),
                step(1, "try", 1, 10),
                step(2, "check", 2, 20),
                step(3, "try", 3, 30),
                step(4, "check", 4, 40))
            .get(0);

    assertThat(edges(run))
        .containsExactly("> try0", "try0 > check1", "check1 > try2", "try2 > check3", "check3 >");
  }

  @Test
  void runsWithoutSteps_goByTime() {
    GraphRun run =
        runs(
                cover(),
                node(1, "plan", 10, 20),
                node(2, "search", 20, 40),
                node(3, "read", 25, 35),
                node(4, "answer", 40, 50))
            .get(0);

    assertThat(run.getRunId()).isEqualTo(RUN);
    assertThat(edges(run))
        .containsExactly(
            "> plan0",
            "plan0 > search1",
            "plan0 > read2",
            "search1 > answer3",
            "read2 > answer3",
            "answer3 >");
  }

  @Test
  void namedParents_goBeforeAllElse() {
    Span.Builder answer = node(3, "answer", 40, 50);
    answer.getGraphBuilder().addParentNodes("plan");

    GraphRun run = runs(cover(), node(1, "plan", 10, 20), node(2, "aside", 20, 30), answer).get(0);

    assertThat(edges(run))
        .containsExactly("> plan0", "plan0 > aside1", "plan0 > answer2", "aside1 >", "answer2 >");
  }

  @Test
  void retriesOfOurOwnProtocol_sayHowOften() {
    GraphRun run =
        runs(
                cover(),
                failed(node(1, "call", 10, 20)),
                node(2, "call", 25, 30).setRetryCount(1),
                node(3, "end", 30, 31))
            .get(0);

    assertThat(run.getNodesList()).extracting("attempt").containsExactly(0, 1, 0);
    assertThat(edges(run)).containsExactly("> call0", "call1 > end2", "end2 >");
  }

  @Test
  void runIds_separateRunsOfOneTrace() {
    Span.Builder first = node(1, "a", 10, 20);
    Span.Builder second = node(2, "a", 30, 40);
    first.getGraphBuilder().setRunId("r-1").setGraph("g");
    second.getGraphBuilder().setRunId("r-2").setGraph("g");

    List<GraphRun> runs = runs(first, second);

    assertThat(runs).extracting(GraphRun::getRunId).containsExactly("r-1", "r-2");
    assertThat(runs).extracting(GraphRun::getGraph).containsExactly("g", "g");
    assertThat(runs).extracting(GraphRun::getParentRunId).containsExactly("", "");
  }

  @Test
  void subgraphs_areNestedInTheNodeAroundThem() {
    Span.Builder around = step(1, "support", 1, 10).setEndTimeUnixNano(100);
    String inner = "%016x".formatted(2);
    Span.Builder router = step(3, "router", 1, 20);
    router.setParentSpanId(inner).getGraphBuilder().setRunId(inner).setPath("support:1|router:3");

    List<GraphRun> runs =
        runs(cover(), around, span(2, "%016x".formatted(1), "policy", 15, 90), router);

    assertThat(runs).hasSize(2);
    assertThat(runs.get(1).getGraph()).isEqualTo("policy");
    assertThat(runs.get(1).getParentRunId()).isEqualTo(RUN);
    assertThat(runs.get(0).getParentRunId()).isEmpty();
  }

  @Test
  void stepsInsideANodeThatBearItsName_areTheSameExecution() {
    Span.Builder outer = step(1, "agent", 1, 10);
    Span.Builder inside = step(1, "agent", 1, 11);
    inside.setSpanId("%016x".formatted(9)).setParentSpanId("%016x".formatted(1));
    inside.getGraphBuilder().setRunId("%016x".formatted(1));

    assertThat(runs(cover(), outer, inside)).hasSize(1);
  }

  @Test
  void totals_sumTheCallsThatCount() {
    String node = "%016x".formatted(1);
    Span.Builder counted =
        call(2, node, UsageRole.USAGE_ROLE_COUNTED, "0.001")
            .setUsage(usage(10, 5).setReasoningTokens(2).setCacheReadTokens(3));

    GraphRun run =
        runs(
                cover(),
                step(1, "a", 1, 10),
                span(8, node, "chain", 11, 12),
                counted,
                call(3, "%016x".formatted(8), UsageRole.USAGE_ROLE_COUNTED, "0.0005"),
                call(4, node, UsageRole.USAGE_ROLE_REPEATED, "9"),
                step(5, "b", 2, 20))
            .get(0);

    assertThat(run.getNodes(0).getTokens().getInput()).isEqualTo(20);
    assertThat(run.getNodes(0).getTokens().getTotal()).isEqualTo(30);
    assertThat(run.getNodes(0).getTokens().getReasoning()).isEqualTo(2);
    assertThat(run.getNodes(0).getTokens().getCacheRead()).isEqualTo(3);
    assertThat(run.getNodes(0).getCostUsd()).isEqualTo("0.0015");
    assertThat(run.getNodes(1).getTokens().getInput()).isZero();
    assertThat(run.getNodes(1).getCostUsd()).isEqualTo("0");
  }

  private static Span.Builder call(int id, String parent, UsageRole role, String cost) {
    return span(id, parent, "call", 11, 12)
        .setType(SpanType.SPAN_TYPE_LLM)
        .setUsage(usage(10, 5))
        .setCost(Cost.newBuilder().setTotalUsd(cost))
        .setCollector(CollectorFacts.newBuilder().setUsageRole(role));
  }

  private static Usage.Builder usage(long input, long output) {
    return Usage.newBuilder()
        .setInputTokens(input)
        .setOutputTokens(output)
        .setTotalTokens(input + output);
  }

  @Test
  void circlesOfParents_areNoFault() {
    Span.Builder a = node(1, "a", 10, 20).setParentSpanId("%016x".formatted(2));
    Span.Builder b = span(2, "%016x".formatted(1), "b", 10, 20);

    assertThat(runs(a, b)).hasSize(1);
  }
}
