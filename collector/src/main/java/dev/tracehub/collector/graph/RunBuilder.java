/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import dev.tracehub.v1.GraphEdge;
import dev.tracehub.v1.GraphNode;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts one run together. For one run. */
final class RunBuilder {

  private final SpanTree tree;
  private final NodeTotals totals;
  private final List<Span> nodes;
  private final Optional<Span> cover;
  private final GraphRun.Builder run = GraphRun.newBuilder();

  /**
   * A run.
   *
   * @param nodes the spans of its nodes, at least one
   */
  RunBuilder(SpanTree tree, NodeTotals totals, List<Span> nodes) {
    this.tree = tree;
    this.totals = totals;
    this.nodes = new ArrayList<>(nodes);
    this.nodes.sort(
        Comparator.comparingLong(Span::getStartTimeUnixNano)
            .thenComparingInt(span -> span.getGraph().getStep())
            .thenComparing(Span::getSpanId));
    this.cover = findCover();
  }

  /** The nearest span above all nodes, itself none of them. */
  private Optional<Span> findCover() {
    Set<String> common = idsAbove(nodes.get(0));
    for (Span node : nodes) {
      common.retainAll(idsAbove(node));
    }
    nodes.forEach(node -> common.remove(node.getSpanId()));
    return tree.ancestors(nodes.get(0)).stream()
        .filter(span -> common.contains(span.getSpanId()))
        .findFirst();
  }

  private Set<String> idsAbove(Span span) {
    Set<String> ids = new HashSet<>();
    tree.ancestors(span).forEach(above -> ids.add(above.getSpanId()));
    return ids;
  }

  /** The run's id: the engine's, else that of the span that covers it. */
  String runId() {
    String named = nodes.get(0).getGraph().getRunId();
    if (!named.isEmpty()) {
      return named;
    }
    return cover.map(Span::getSpanId).orElseGet(() -> nodes.get(0).getSpanId());
  }

  /** The node that the run is nested in. */
  Optional<Span> nodeAround() {
    Span inner = cover.orElse(nodes.get(0));
    return SpanTree.isNode(inner) && cover.isPresent() ? cover : tree.nodeAbove(inner);
  }

  GraphRun build(String parentRunId) {
    run.setRunId(runId()).setParentRunId(parentRunId).setGraph(graphName());
    cover.ifPresent(span -> run.setSpanId(span.getSpanId()));
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      run.addNodes(node(nodes.get(i), attempt(visits, nodes.get(i), i)));
    }
    addEdges(visits);
    return run.build();
  }

  private String graphName() {
    String named = nodes.get(0).getGraph().getGraph();
    return named.isEmpty() ? cover.map(Span::getName).orElse("") : named;
  }

  /** Adds a span to the passage that it retries or begins a new one; which attempt it is. */
  private static int attempt(List<Visit> visits, Span span, int position) {
    for (int i = visits.size() - 1; i >= 0; i--) {
      Visit visit = visits.get(i);
      if (visit.isRetriedBy(span)) {
        visit.addAttempt(span, position);
        return Math.max(visit.attempts() - 1, span.getRetryCount());
      }
    }
    visits.add(new Visit(span, position));
    return span.getRetryCount();
  }

  private GraphNode node(Span span, int attempt) {
    return GraphNode.newBuilder()
        .setNode(span.getGraph().getNode())
        .setSpanId(span.getSpanId())
        .setStep(span.getGraph().getStep())
        .setStartTimeUnixNano(span.getStartTimeUnixNano())
        .setEndTimeUnixNano(span.getEndTimeUnixNano())
        .setStatus(span.getStatus().getCode())
        .setAttempt(attempt)
        .setTokens(totals.tokens(span.getSpanId()))
        .setCostUsd(totals.cost(span.getSpanId()))
        .setSourceReference(span.getGraph().getSourceReference())
        .build();
  }

  private void addEdges(List<Visit> visits) {
    Predecessors predecessors = new Predecessors(visits);
    Set<Visit> left = new HashSet<>();
    int lastUnexplained = -1;
    for (Visit visit : visits) {
      Predecessors.Known known = predecessors.of(visit);
      if (known.entry()) {
        run.addEntries(visit.firstPosition());
      } else if (known.visits().isEmpty()) {
        lastUnexplained = visit.firstPosition();
      }
      for (Visit before : known.visits()) {
        left.add(before);
        run.addEdges(
            GraphEdge.newBuilder().setFrom(before.lastPosition()).setTo(visit.firstPosition()));
      }
    }
    addExits(visits, left, lastUnexplained);
  }

  /** Where nothing follows. A passage whose origin is lost may have followed any before it. */
  private void addExits(List<Visit> visits, Set<Visit> left, int lastUnexplained) {
    boolean failed =
        cover.isPresent() && cover.get().getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
    for (Visit visit : visits) {
      boolean last = !left.contains(visit) && visit.firstPosition() >= lastUnexplained;
      if (last && !failed && !visit.failed()) {
        run.addExits(visit.lastPosition());
      }
    }
  }
}
