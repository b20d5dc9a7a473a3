/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import dev.tracehub.v1.GraphEdge;
import dev.tracehub.v1.GraphNode;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares the graph runs of one trace with what the nodes noted themselves. */
final class GraphComparison {

  private static final String START = "__start__";
  private static final String END = "__end__";

  private final String at;
  private final List<ExpectedSet.Run> expected;
  private final List<GraphRun> found;
  private final List<String> differences;

  GraphComparison(
      String at, List<ExpectedSet.Run> expected, List<GraphRun> found, List<String> differences) {
    this.at = at;
    this.expected = expected;
    this.found = found;
    this.differences = differences;
  }

  void compare() {
    same("runs", expected.size(), found.size());
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      compareRun(expected.get(i), found.get(i));
    }
  }

  private void compareRun(ExpectedSet.Run run, GraphRun answer) {
    same("graph", run.graph(), answer.getGraph());
    same("nodes of " + run.graph(), run.nodesExecuted(), nodes(answer));
    same("edges of " + run.graph(), sorted(run.edgesTaken()), sorted(edges(answer)));
    same("nested", run.insideNode() != null, !answer.getParentRunId().isEmpty());
    if (run.insideNode() != null) {
      Map<String, GraphRun> byId =
          found.stream().collect(Collectors.toMap(GraphRun::getRunId, other -> other));
      GraphRun around = byId.getOrDefault(answer.getParentRunId(), answer);
      boolean inside =
          around.getNodesList().stream().anyMatch(node -> node.getNode().equals(run.insideNode()));
      same("inside " + run.insideNode(), true, inside);
    }
  }

  private static List<String> nodes(GraphRun run) {
    return run.getNodesList().stream().map(GraphComparison::name).toList();
  }

  private static String name(GraphNode node) {
    return node.getNode() + (node.getStatus() == StatusCode.STATUS_CODE_ERROR ? " (failed)" : "");
  }

  private static List<List<String>> edges(GraphRun run) {
    List<List<String>> edges = new ArrayList<>();
    run.getEntriesList().forEach(to -> edges.add(List.of(START, node(run, to))));
    for (GraphEdge edge : run.getEdgesList()) {
      edges.add(List.of(node(run, edge.getFrom()), node(run, edge.getTo())));
    }
    run.getExitsList().forEach(from -> edges.add(List.of(node(run, from), END)));
    return edges;
  }

  private static String node(GraphRun run, int position) {
    return run.getNodes(position).getNode();
  }

  private static List<String> sorted(List<List<String>> edges) {
    return edges.stream().map(edge -> String.join(" -> ", edge)).sorted().toList();
  }

  private void same(String what, Object wanted, Object answer) {
    if (!wanted.equals(answer)) {
      differences.add(at + what + ": expected " + wanted + ", found " + answer);
    }
  }
}
