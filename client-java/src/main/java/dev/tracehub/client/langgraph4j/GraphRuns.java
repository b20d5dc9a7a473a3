/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveNode;
import dev.tracehub.client.LiveRun;
import dev.tracehub.client.RunBuilder;
import dev.tracehub.client.Tracehub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bsc.langgraph4j.GraphPath;
import org.bsc.langgraph4j.RunnableConfig;
import org.jspecify.annotations.Nullable;

/**
 * One run and the runs of compiled graphs inside it, which LangGraph4j tells apart by their path.
 * It travels with the configuration, which nodes and graphs inside hand on. Thread-safe.
 */
final class GraphRuns {

  /** Where the configuration has this. */
  static final String RUNS = "dev.tracehub.runs";

  /** Where the configuration has the node around what it is for. */
  static final String NODE = "dev.tracehub.node";

  private final Tracehub tracehub;
  private final LiveRun root;
  private final Map<GraphPath, RunProgress> byPath = new LinkedHashMap<>();

  GraphRuns(Tracehub tracehub, LiveRun root) {
    this.tracehub = tracehub;
    this.root = root;
  }

  /** The run that goes on with this configuration; null when it is none of ours. */
  static @Nullable RunProgress progressOf(RunnableConfig config) {
    GraphRuns runs = runsOf(config);
    return runs == null ? null : runs.at(config);
  }

  static @Nullable GraphRuns runsOf(RunnableConfig config) {
    return config.metadata(RUNS).orElse(null) instanceof GraphRuns runs ? runs : null;
  }

  static @Nullable LiveNode nodeOf(RunnableConfig config) {
    return config.metadata(NODE).orElse(null) instanceof LiveNode node ? node : null;
  }

  LiveRun root() {
    return root;
  }

  /** The first path that is seen is the outermost graph's. */
  private synchronized RunProgress at(RunnableConfig config) {
    GraphPath path = config.graphPath();
    RunProgress known = byPath.get(path);
    if (known == null) {
      known = new RunProgress(byPath.isEmpty() ? root : nested(path, config));
      byPath.put(path, known);
    }
    return known;
  }

  private LiveRun nested(GraphPath path, RunnableConfig config) {
    String name = config.graphId().orElseGet(() -> path.lastElement().orElse(""));
    RunBuilder run = tracehub.run(name);
    LiveNode around = nodeOf(config);
    return (around == null ? run.parent(root.span()) : run.parent(around.span())).startDetached();
  }

  /** Ends what ran inside a node, which may run again. */
  synchronized void endInside(GraphPath graph, String node) {
    GraphPath ended = graph.append(node);
    Map<GraphPath, RunProgress> inside = new LinkedHashMap<>(byPath);
    inside.keySet().removeIf(path -> !path.startsWith(ended));
    inside.values().forEach(RunProgress::end);
    byPath.keySet().removeAll(inside.keySet());
  }

  /** Ends all runs, the youngest first. */
  synchronized void end() {
    youngestFirst().forEach(RunProgress::end);
    root.end();
  }

  /** Ends all runs, which failed. */
  synchronized void end(Throwable error) {
    youngestFirst().forEach(progress -> progress.end(error));
    root.error(Errors.cause(error)).end();
  }

  private List<RunProgress> youngestFirst() {
    List<RunProgress> runs = new ArrayList<>(byPath.values());
    Collections.reverse(runs);
    return runs;
  }
}
