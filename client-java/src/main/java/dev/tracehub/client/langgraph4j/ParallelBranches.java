/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeActionWithConfig;
import org.bsc.langgraph4j.internal.node.ParallelNode;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/**
 * The branches behind a node with several edges. LangGraph4j runs them as one node of its own,
 * inside which hooks are not called; so that node is taken apart and put together again.
 */
final class ParallelBranches<S extends AgentState> {

  private final ParallelNode.AsyncParallelNodeAction<S> group;
  private final List<String> names;

  private ParallelBranches(ParallelNode.AsyncParallelNodeAction<S> group, List<String> names) {
    this.group = group;
    this.names = names;
  }

  /** Null when the action is that of one node, or of a LangGraph4j that does it otherwise. */
  static <S extends AgentState> @Nullable ParallelBranches<S> of(
      AsyncNodeActionWithConfig<S> action, StateGraph<S> graph) {
    try {
      return action instanceof ParallelNode.AsyncParallelNodeAction<S> group
          ? new ParallelBranches<>(group, names(group, graph))
          : null;
    } catch (LinkageError e) {
      return null;
    }
  }

  private static <S extends AgentState> List<String> names(
      ParallelNode.AsyncParallelNodeAction<S> group, StateGraph<S> graph) {
    List<String> names = BranchNames.of(graph).getOrDefault(group.nodeId(), List.of());
    if (names.size() == group.actions().size()) {
      return names;
    }
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < group.actions().size(); i++) {
      numbered.add(group.nodeId() + "[" + i + "]");
    }
    return numbered;
  }

  /** Runs the branches, each with its action replaced. */
  CompletableFuture<Map<String, Object>> run(
      S state,
      RunnableConfig config,
      BiFunction<String, AsyncNodeActionWithConfig<S>, AsyncNodeActionWithConfig<S>> replaced) {
    List<AsyncNodeActionWithConfig<S>> actions = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      actions.add(replaced.apply(names.get(i), group.actions().get(i)));
    }
    return new ParallelNode.AsyncParallelNodeAction<>(group.nodeId(), actions, group.channels())
        .apply(state, config);
  }
}
