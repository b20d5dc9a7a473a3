/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.memory.schema.ProjectData;

/**
 * One project: what readers see, and what the writer knows besides.
 *
 * <p>Thread-safe only in {@link #published}; all else belongs to the writer.
 */
final class Project {

  private final TraceRegistry traces = new TraceRegistry();
  private ProjectData working = ProjectData.EMPTY;
  private volatile ProjectData published = ProjectData.EMPTY;

  /** What readers see. */
  ProjectData published() {
    return published;
  }

  /** What readers will see after {@link #publish}. */
  ProjectData working() {
    return working;
  }

  void change(ProjectData changed) {
    working = changed;
  }

  void publish() {
    published = working;
  }

  TraceRegistry traces() {
    return traces;
  }

  /** Bytes of heap of what is held. */
  long heapBytes() {
    return working.heapBytes() + traces.heapBytes();
  }
}
