/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.internal.edge.EdgeValue;
import org.bsc.langgraph4j.internal.node.ParallelNode;
import org.bsc.langgraph4j.state.AgentState;

/** Which nodes the branches of a parallel node are, in their order. */
final class BranchNames {

  private final Map<String, List<String>> byGroup = new HashMap<>();

  private BranchNames() {}

  /** By the parallel nodes' own names; those of graphs that are compiled into this one as well. */
  static <S extends AgentState> Map<String, List<String>> of(StateGraph<S> graph) {
    BranchNames names = new BranchNames();
    names.add(graph, UnaryOperator.identity());
    return names.byGroup;
  }

  private <S extends AgentState> void add(StateGraph<S> graph, UnaryOperator<String> renamed) {
    graph.reduce(
        (nodes, edges) -> {
          edges.elements.stream()
              .filter(edge -> edge.targets().size() > 1)
              .forEach(
                  edge ->
                      byGroup.put(
                          ParallelNode.formatNodeId(renamed.apply(edge.sourceId())),
                          edge.targets().stream()
                              .map(EdgeValue::id)
                              .filter(Objects::nonNull)
                              .filter(nodes::anyMatchById)
                              .map(renamed)
                              .toList()));
          nodes
              .onlySubStateGraphNodes()
              .forEach(node -> add(node.subGraph(), id -> renamed.apply(node.formatId(id))));
          return byGroup;
        });
  }
}
