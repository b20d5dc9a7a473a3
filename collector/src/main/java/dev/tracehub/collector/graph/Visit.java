/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.ArrayList;
import java.util.List;

/** One passage through a node: its attempts, by their positions in the run. Not thread-safe. */
final class Visit {

  private final Span first;
  private final List<Integer> positions = new ArrayList<>(1);
  private Span last;

  Visit(Span span, int position) {
    this.first = span;
    this.last = span;
    positions.add(position);
  }

  void addAttempt(Span span, int position) {
    last = span;
    positions.add(position);
  }

  /** Whether a later span is another attempt of this passage. */
  boolean isRetriedBy(Span span) {
    if (!span.getGraph().getNode().equals(node())) {
      return false;
    }
    String path = span.getGraph().getPath();
    if (!path.isEmpty()) {
      // The engine names each task; the same name is the same task.
      return path.equals(first.getGraph().getPath());
    }
    boolean sameStep = span.getGraph().getStep() == step();
    boolean saysSo = span.getRetryCount() > last.getRetryCount();
    boolean follows = failed() && end() <= span.getStartTimeUnixNano();
    return sameStep && follows && (step() > 0 || saysSo);
  }

  String node() {
    return first.getGraph().getNode();
  }

  int step() {
    return first.getGraph().getStep();
  }

  Span first() {
    return first;
  }

  long start() {
    return first.getStartTimeUnixNano();
  }

  long end() {
    return last.getEndTimeUnixNano();
  }

  boolean failed() {
    return last.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  int attempts() {
    return positions.size();
  }

  int firstPosition() {
    return positions.get(0);
  }

  int lastPosition() {
    return positions.get(positions.size() - 1);
  }
}
