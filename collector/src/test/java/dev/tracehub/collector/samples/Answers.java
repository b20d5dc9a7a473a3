/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import java.util.List;

/** What QueryService answers about what was sent, from a server or made without one. */
public interface Answers {

  /** All traces of the project. */
  List<TraceSummary> traces();

  /** The finished spans of a trace with their payloads, by start. */
  List<Span> spans(String traceId);

  /** The runs of graphs in a trace. */
  List<GraphRun> graphRuns(String traceId);
}
