/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.GraphPosition;

/**
 * One execution of a node of a graph, which has started. What belongs to it is recorded below its
 * span: model calls that start while it is current count as its tokens.
 *
 * <p>Thread-safe. As with spans, no method throws or waits.
 */
public final class LiveNode implements AutoCloseable {

  private final LiveRun run;
  private final LiveSpan span;
  private final GraphPosition position;
  private final int retries;

  LiveNode(LiveRun run, LiveSpan span, GraphPosition position, int retries) {
    this.run = run;
    this.span = span;
    this.position = position;
    this.retries = retries;
  }

  /** The NODE span, for what went in and came out and everything else that spans have. */
  public LiveSpan span() {
    return span;
  }

  /** The node's name in the graph. */
  public String name() {
    return position.getNode();
  }

  /** The step of the run, from 1. */
  public int step() {
    return position.getStep();
  }

  GraphPosition position() {
    return position;
  }

  int retries() {
    return retries;
  }

  /** Makes the node's span current on this thread, also when another thread started it. */
  public Scope makeCurrent() {
    return span.makeCurrent();
  }

  /** The execution failed with this. It still has to be ended. */
  public LiveNode error(Throwable thrown) {
    span.error(thrown);
    return this;
  }

  /**
   * The execution failed with this: ends it and starts the next attempt of the same step, current
   * on this thread. An execution that had ended before keeps what it said.
   */
  public LiveNode retry(Throwable thrown) {
    LiveNode next = retryDetached(thrown);
    next.span.attach();
    return next;
  }

  /** The same without making the next attempt current anywhere. */
  public LiveNode retryDetached(Throwable thrown) {
    error(thrown);
    end();
    return run.startAgain(this);
  }

  /** Ends the node. Only the first call counts. */
  public void end() {
    span.end();
    run.ended(this);
  }

  /** Ends the node, as {@link #end()}. */
  @Override
  public void close() {
    end();
  }
}
