/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.GraphPosition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of a graph, which has started. Its nodes are children of its span, wherever they start;
 * the collector answers them as a graph with the edges that were taken.
 *
 * <p>Thread-safe. As with spans, no method throws or waits.
 */
public final class LiveRun implements AutoCloseable {

  /** On the span of a node that did not end itself; its duration is a bound. */
  static final String ENDED_WITH_RUN = "graph.ended_with_run";

  /** More open nodes than this have to end themselves: {@value}. */
  static final int MAX_OPEN = 4_096;

  private final Recorder recorder;
  private final LiveSpan span;
  private final Identity identity;
  private final boolean sources;

  /** Guards what is below; held for a few instructions. */
  private final Object lock = new Object();

  private final RunSteps steps = new RunSteps();
  private final Set<LiveNode> open = new LinkedHashSet<>();
  private boolean ended;

  /** Which graph, and which of its runs. */
  record Identity(String graph, String runId) {}

  /**
   * A node that is to start.
   *
   * @param parentStep the last step of the parents; 0 when that is not known
   * @param step the engine's own number; 0 when the run counts
   */
  record Request(String name, Set<String> parents, int parentStep, int step, String source) {}

  LiveRun(Recorder recorder, LiveSpan span, Identity identity, boolean sources) {
    this.recorder = recorder;
    this.span = span;
    this.identity = identity;
    this.sources = sources;
  }

  /** The run's id. */
  public String id() {
    return identity.runId();
  }

  /** The CHAIN span around the nodes: session, user and tags of the run belong here. */
  public LiveSpan span() {
    return span;
  }

  /** Begins a node. */
  public NodeBuilder node(String name) {
    return new NodeBuilder(this, name);
  }

  /** Starts a node that follows the step before; current on this thread until it ends. */
  public LiveNode startNode(String name) {
    return node(name).start();
  }

  /** Starts a node that follows these, by name; current on this thread until it ends. */
  public LiveNode startNode(String name, String... parents) {
    return node(name).after(parents).start();
  }

  /** Starts a node that follows these; current on this thread until it ends. */
  public LiveNode startNode(String name, LiveNode... parents) {
    return node(name).after(parents).start();
  }

  /** Makes the run's span current on this thread, also when another thread started it. */
  public Scope makeCurrent() {
    return span.makeCurrent();
  }

  /** The run failed with this. It still has to be ended. */
  public LiveRun error(Throwable thrown) {
    span.error(thrown);
    return this;
  }

  /**
   * Ends the nodes that are open, the youngest first, and the run. Such a node says so by the
   * attribute {@value #ENDED_WITH_RUN}. A node that starts later has to end itself.
   */
  public void end() {
    List<LiveNode> left;
    synchronized (lock) {
      ended = true;
      left = new ArrayList<>(open);
    }
    for (int i = left.size() - 1; i >= 0; i--) {
      left.get(i).span().attribute(ENDED_WITH_RUN, true);
      left.get(i).end();
    }
    span.end();
  }

  /** Ends the run, as {@link #end()}. */
  @Override
  public void close() {
    end();
  }

  boolean wantsSources() {
    return sources && span.isRecording();
  }

  int lastStepOf(String node) {
    synchronized (lock) {
      return steps.lastOf(node);
    }
  }

  LiveNode start(Request request) {
    GraphPosition.Builder position =
        GraphPosition.newBuilder()
            .setRunId(identity.runId())
            .setGraph(identity.graph())
            .setNode(request.name())
            .addAllParentNodes(request.parents())
            .setSourceReference(request.source());
    LiveSpan started = spanOf(request.name());
    synchronized (lock) {
      int step =
          request.step() > 0 ? request.step() : steps.next(request.parentStep(), !open.isEmpty());
      return opened(started, position.setStep(step).build(), 0);
    }
  }

  LiveNode startAgain(LiveNode before) {
    LiveSpan started = spanOf(before.name()).retryCount(before.retries() + 1);
    synchronized (lock) {
      return opened(started, before.position(), before.retries() + 1);
    }
  }

  private LiveSpan spanOf(String name) {
    return new SpanBuilder(recorder, name).type(SpanType.NODE).parent(span).startDetached();
  }

  private LiveNode opened(LiveSpan started, GraphPosition position, int retries) {
    started.graph(position);
    steps.started(position.getNode(), position.getStep());
    LiveNode node = new LiveNode(this, started, position, retries);
    if (!ended && open.size() < MAX_OPEN) {
      open.add(node);
    }
    return node;
  }

  void ended(LiveNode node) {
    synchronized (lock) {
      open.remove(node);
    }
  }
}
