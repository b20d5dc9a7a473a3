/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of graphs inside a trace. Nodes with the same run id are one run, those without any are
 * one run together. Retries are attempts of one passage through a node; a run below a node is
 * nested in that node's run.
 */
public final class GraphRuns {

  private GraphRuns() {}

  /**
   * The runs, by the start of their first nodes.
   *
   * @param spans the finished spans of one trace, with their usage roles, in any order
   */
  public static List<GraphRun> of(List<Span> spans) {
    SpanTree tree = new SpanTree(spans);
    Map<String, List<Span>> nodesByRun = new LinkedHashMap<>();
    for (Span span : spans) {
      if (SpanTree.isNode(span) && !isInsideItself(span, tree)) {
        nodesByRun.computeIfAbsent(span.getGraph().getRunId(), id -> new ArrayList<>()).add(span);
      }
    }
    NodeTotals totals = new NodeTotals(spans, tree);
    List<RunBuilder> builders = new ArrayList<>();
    nodesByRun.values().forEach(nodes -> builders.add(new RunBuilder(tree, totals, nodes)));
    return build(builders, nodesByRun);
  }

  /** A step inside a node may bear the node's name and inherit its position: one execution. */
  private static boolean isInsideItself(Span span, SpanTree tree) {
    String path = span.getGraph().getPath();
    return !path.isEmpty()
        && tree.nodeAbove(span)
            .filter(above -> above.getGraph().getPath().equals(path))
            .filter(above -> above.getGraph().getNode().equals(span.getGraph().getNode()))
            .isPresent();
  }

  private static List<GraphRun> build(
      List<RunBuilder> builders, Map<String, List<Span>> nodesByRun) {
    Map<String, String> runIdByNode = new HashMap<>();
    int index = 0;
    for (List<Span> nodes : nodesByRun.values()) {
      String runId = builders.get(index++).runId();
      nodes.forEach(node -> runIdByNode.put(node.getSpanId(), runId));
    }
    List<GraphRun> runs = new ArrayList<>();
    for (RunBuilder builder : builders) {
      String parent =
          builder
              .nodeAround()
              .map(node -> runIdByNode.getOrDefault(node.getSpanId(), ""))
              .filter(id -> !id.equals(builder.runId()))
              .orElse("");
      runs.add(builder.build(parent));
    }
    runs.sort(Comparator.comparingLong(run -> run.getNodes(0).getStartTimeUnixNano()));
    return runs;
  }
}
