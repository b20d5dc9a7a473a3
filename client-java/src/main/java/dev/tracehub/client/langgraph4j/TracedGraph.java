/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveRun;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphArgs;
import org.bsc.langgraph4j.GraphInput;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.state.AgentState;

/**
 * A compiled graph whose runs are recorded: each call is a CHAIN span with the executions of its
 * nodes. A run that is taken up again after an interruption is a run of its own. Its parent is the
 * span that is current at the call, of which it has session, user and tags; without one the
 * configuration's thread id is its session.
 *
 * <p>Thread-safe as the compiled graph is. Throws what that throws.
 */
public final class TracedGraph<S extends AgentState> {

  private final Tracehub tracehub;
  private final String name;
  private final CompiledGraph<S> graph;
  private final boolean content;

  TracedGraph(Tracehub tracehub, String name, CompiledGraph<S> graph, boolean content) {
    this.tracehub = tracehub;
    this.name = Objects.requireNonNull(name);
    this.graph = Objects.requireNonNull(graph);
    this.content = content;
  }

  /** The graph itself, whose own methods record nothing. */
  public CompiledGraph<S> compiled() {
    return graph;
  }

  /** Runs the graph to its end or to an interruption. */
  public Optional<S> invoke(Map<String, Object> inputs) {
    return invoke(inputs, RunnableConfig.builder().build());
  }

  /** Runs the graph to its end or to an interruption. */
  public Optional<S> invoke(Map<String, Object> inputs, RunnableConfig config) {
    return invoke(GraphInput.args(inputs), config);
  }

  /** Runs the graph, or takes it up again, to its end or to an interruption. */
  public Optional<S> invoke(GraphInput input, RunnableConfig config) {
    return stream(input, config).stream().reduce((before, last) -> last).map(NodeOutput::state);
  }

  /** As {@link #stream(GraphInput, RunnableConfig)}. */
  public AsyncGenerator.Cancellable<NodeOutput<S>> stream(
      Map<String, Object> inputs, RunnableConfig config) {
    return stream(GraphInput.args(inputs), config);
  }

  /**
   * The outputs of the nodes, each when it is asked for. The run lasts until the last has been
   * asked for, or the stream was cancelled; a stream that is left alone is a run that never ends.
   */
  public AsyncGenerator.Cancellable<NodeOutput<S>> stream(GraphInput input, RunnableConfig config) {
    boolean root = tracehub.currentSpan().isEmpty();
    LiveRun run = tracehub.run(name).startDetached();
    GraphRuns runs = new GraphRuns(tracehub, run);
    Quietly.describe(() -> describe(run, input, config, root));
    try {
      RunnableConfig recorded = config.updateMetadata(Map.of(GraphRuns.RUNS, runs));
      return new RecordedStream<>(graph.stream(input, recorded), runs, content);
    } catch (RuntimeException | Error e) {
      runs.end(e);
      throw e;
    }
  }

  private void describe(LiveRun run, GraphInput input, RunnableConfig config, boolean root) {
    config
        .threadId()
        .ifPresent(
            thread -> {
              run.span().attribute("graph.thread_id", thread);
              if (root) {
                run.span().session(thread);
              }
            });
    if (content && input instanceof GraphArgs args && args.value() != null) {
      run.span().inputJson(States.json(args.value()));
    }
  }
}
