/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of all projects that sent something to this collector. Thread-safe. */
public final class ProjectMeters {

  private final Map<String, ProjectMeter> meters = new ConcurrentHashMap<>();

  ProjectMeter of(String project) {
    return meters.computeIfAbsent(project, name -> new ProjectMeter());
  }

  /** What a project has sent. */
  public ProjectUse use(String project, Instant now) {
    ProjectMeter meter = meters.get(project);
    return meter == null ? new ProjectMeter().use(now) : meter.use(now);
  }

  /** What each project has sent, by its id. */
  public Map<String, ProjectUse> all(Instant now) {
    Map<String, ProjectUse> all = new TreeMap<>();
    meters.forEach((project, meter) -> all.put(project, meter.use(now)));
    return all;
  }

  /** Goes on from what a project had sent on a day when the collector stopped. */
  public void resume(String project, long epochDay, long bytes) {
    of(project).resume(epochDay, bytes);
  }
}
