/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.masking.Family;
import dev.tracehub.v1.MaskedCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How often each family was masked in each project since the start. Thread-safe. */
public final class MaskingCounts {

  /** What the own patterns of all projects are counted as together. */
  private static final String OWN = "own";

  private final Map<String, FamilyCounts> projects = new ConcurrentHashMap<>();

  /** Nothing masked yet. */
  public MaskingCounts() {}

  FamilyCounts of(String project) {
    return projects.computeIfAbsent(project, any -> new FamilyCounts());
  }

  /** All projects together, by family; own patterns as one. */
  public Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    for (FamilyCounts counts : projects.values()) {
      counts
          .toMap()
          .forEach(
              (name, count) ->
                  totals.merge(Family.of(name).isPresent() ? name : OWN, count, Long::sum));
    }
    return totals;
  }

  /** The counts of a project; of all projects when it is empty. */
  public List<MaskedCount> list(Optional<String> project) {
    List<MaskedCount> list = new ArrayList<>();
    new TreeMap<>(projects)
        .forEach(
            (id, counts) -> {
              if (project.isEmpty() || project.get().equals(id)) {
                counts.toMap().forEach((name, count) -> list.add(count(id, name, count)));
              }
            });
    return list;
  }

  private static MaskedCount count(String project, String name, long count) {
    return MaskedCount.newBuilder().setProjectId(project).setFamily(name).setCount(count).build();
  }
}
