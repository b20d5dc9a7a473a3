/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveNode;
import dev.tracehub.client.Tracehub;
import java.util.Objects;
import java.util.Optional;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;

/**
 * Records runs of LangGraph4j's graphs as runs of graphs. Immutable and thread-safe, as is what it
 * makes. The client stays the caller's, to be closed after the last run.
 *
 * <p>A graph needs both: {@link #trace} while it is built, and {@link #graph} around what was
 * compiled.
 */
public final class LangGraph4jTracing {

  private final Tracehub tracehub;
  private final boolean content;

  private LangGraph4jTracing(Tracehub tracehub, boolean content) {
    this.tracehub = Objects.requireNonNull(tracehub);
    this.content = content;
  }

  /** Records with this client. */
  public static LangGraph4jTracing of(Tracehub tracehub) {
    return new LangGraph4jTracing(tracehub, true);
  }

  /**
   * Whether the state that goes into a node and the changes that come out are recorded. They are
   * unless this says no; the client's masking and privacy settings apply to them.
   */
  public LangGraph4jTracing content(boolean value) {
    return new LangGraph4jTracing(tracehub, value);
  }

  /**
   * Adds hooks that record the nodes of a graph, wherever it runs inside a run of ours: also for
   * graphs that are nodes of others. Once for each graph, before other hooks are added and before
   * it is compiled. Hooks that are added later are around ours, so that what a hook tries again is
   * another attempt.
   *
   * @return the same graph
   */
  public <S extends AgentState> StateGraph<S> trace(StateGraph<S> graph) {
    Hooks<S> hooks = new Hooks<>(graph, content);
    return graph
        .addWrapCallNodeHook(hooks)
        .addAfterCallNodeHook(hooks)
        .addWrapCallEdgeHook(new EdgeScopes<>());
  }

  /**
   * The graph with its runs recorded.
   *
   * @param name the graph's name; its runs are compared by it
   */
  public <S extends AgentState> TracedGraph<S> graph(String name, CompiledGraph<S> graph) {
    return new TracedGraph<>(tracehub, name, graph, content);
  }

  /**
   * The node that runs with this configuration, for nodes that do their work on other threads; it
   * is current on the thread that calls the node. Empty outside of a run of ours.
   */
  public static Optional<LiveNode> node(RunnableConfig config) {
    return Optional.ofNullable(GraphRuns.nodeOf(config));
  }
}
