/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveNode;
import dev.tracehub.client.Scope;
import dev.tracehub.client.genai.Quietly;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeActionWithConfig;
import org.bsc.langgraph4j.hook.NodeHook;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/**
 * Records the nodes of one graph. A node whose result is still being made when it returns (it
 * streams, or is a compiled graph) ends when LangGraph4j says that it is complete.
 */
final class Hooks<S extends AgentState> implements NodeHook.WrapCall<S>, NodeHook.AfterCall<S> {

  private final StateGraph<S> graph;
  private final boolean content;

  Hooks(StateGraph<S> graph, boolean content) {
    this.graph = graph;
    this.content = content;
  }

  @Override
  public CompletableFuture<Map<String, Object>> applyWrap(
      String nodeId, S state, RunnableConfig config, AsyncNodeActionWithConfig<S> action) {
    RunProgress progress = GraphRuns.progressOf(config);
    if (progress == null) {
      return action.apply(state, config);
    }
    CompletableFuture<Map<String, Object>> branches = branches(progress, state, config, action);
    if (branches != null) {
      return branches;
    }
    LiveNode node = progress.start(nodeId, 0);
    return run(
        node,
        state,
        config,
        action,
        (result, error) -> {
          if (error != null) {
            progress.failed(node, error);
          } else if (States.isPending(result)) {
            progress.pending(node);
          } else {
            complete(progress, node, result);
          }
        });
  }

  /** Null when the action is that of one node. */
  private @Nullable CompletableFuture<Map<String, Object>> branches(
      RunProgress progress, S state, RunnableConfig config, AsyncNodeActionWithConfig<S> action) {
    ParallelBranches<S> parallel = ParallelBranches.of(action, graph);
    if (parallel == null) {
      return null;
    }
    BranchNodes nodes = new BranchNodes(progress);
    return then(
        parallel.run(
            state,
            config,
            (name, branch) -> (its, inside) -> runBranch(nodes, name, its, inside, branch)),
        (result, error) -> nodes.end(error));
  }

  private CompletableFuture<Map<String, Object>> runBranch(
      BranchNodes nodes,
      String name,
      S state,
      RunnableConfig config,
      AsyncNodeActionWithConfig<S> branch) {
    LiveNode node = nodes.start(name);
    return run(
        node,
        state,
        config,
        branch,
        (result, error) -> {
          if (error != null) {
            nodes.failed(node, error);
          } else if (States.isPending(result)) {
            nodes.pending(node);
          } else {
            output(node, result);
            nodes.ended(node);
          }
        });
  }

  private CompletableFuture<Map<String, Object>> run(
      LiveNode node, S state, RunnableConfig config, AsyncNodeActionWithConfig<S> action, End end) {
    if (content && node.span().isRecording()) {
      Quietly.describe(() -> node.span().inputJson(States.json(state.data())));
    }
    RunnableConfig inside = config.updateMetadata(Map.of(GraphRuns.NODE, node));
    Scope scope = node.makeCurrent();
    try {
      return then(action.apply(state, inside), end);
    } catch (RuntimeException | Error e) {
      end.accept(Map.of(), e);
      throw e;
    } finally {
      scope.close();
    }
  }

  /** How a node ends. */
  private interface End {
    void accept(Map<String, Object> result, @Nullable Throwable error);
  }

  /**
   * The same result or the same error, after the end was recorded: the graph goes on as soon as the
   * future that it has is complete.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The one that is returned tells the error.
  private static CompletableFuture<Map<String, Object>> then(
      CompletableFuture<Map<String, Object>> work, End end) {
    CompletableFuture<Map<String, Object>> recorded = new CompletableFuture<>();
    work.whenComplete(
        (result, error) -> {
          Quietly.describe(() -> end.accept(result == null ? Map.of() : result, error));
          if (error != null) {
            recorded.completeExceptionally(error);
          } else {
            recorded.complete(result);
          }
        });
    return recorded;
  }

  @Override
  public CompletableFuture<Map<String, Object>> applyAfter(
      String nodeId, S state, RunnableConfig config, Map<String, Object> result) {
    Quietly.describe(
        () -> {
          RunProgress progress = GraphRuns.progressOf(config);
          LiveNode node = progress == null ? null : progress.open(nodeId);
          GraphRuns runs = GraphRuns.runsOf(config);
          if (progress != null && node != null && runs != null) {
            runs.endInside(config.graphPath(), nodeId);
            complete(progress, node, result);
          }
        });
    return CompletableFuture.completedFuture(result);
  }

  private void complete(RunProgress progress, LiveNode node, Map<String, Object> result) {
    output(node, result);
    progress.ended(node);
    progress.advance(List.of(node));
  }

  private void output(LiveNode node, Map<String, Object> result) {
    if (content && node.span().isRecording()) {
      Quietly.describe(() -> node.span().outputJson(States.json(result)));
    }
  }
}
