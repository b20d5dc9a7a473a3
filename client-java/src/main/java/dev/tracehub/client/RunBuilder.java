/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/**
 * Starts the run of a graph. The run has a CHAIN span around its nodes, whose parent is found as
 * that of any span is. Not thread-safe; for one run.
 */
public final class RunBuilder {

  private final Recorder recorder;
  private final String graph;
  private final SpanBuilder span;
  private String id = "";
  private boolean sources;

  RunBuilder(Recorder recorder, String graph) {
    this.recorder = recorder;
    this.graph = Texts.name(graph);
    this.span = new SpanBuilder(recorder, graph).type(SpanType.CHAIN);
  }

  /** The run's id. Unless said it is the id of the run's span. */
  public RunBuilder id(String value) {
    id = Texts.id(value);
    return this;
  }

  /** A parent in this process; see {@link SpanBuilder#parent(LiveSpan)}. */
  public RunBuilder parent(LiveSpan value) {
    span.parent(value);
    return this;
  }

  /** A parent in another process. */
  public RunBuilder parent(TraceContext value) {
    span.parent(value);
    return this;
  }

  /** No parent: the run begins a trace. */
  public RunBuilder root() {
    span.root();
    return this;
  }

  /**
   * Whether each node says where in the application's code it was started: class, method, file and
   * line. Costs a look at the stack for each node; off unless asked.
   */
  public RunBuilder sourceReferences(boolean value) {
    sources = value;
    return this;
  }

  /** Starts the run and makes its span current on this thread until it ends. */
  public LiveRun start() {
    LiveRun run = startDetached();
    run.span().attach();
    return run;
  }

  /** Starts the run without making its span current anywhere. */
  public LiveRun startDetached() {
    LiveSpan started = span.startDetached();
    String runId = id.isEmpty() ? started.spanId() : id;
    return new LiveRun(recorder, started, new LiveRun.Identity(graph, runId), sources);
  }
}
