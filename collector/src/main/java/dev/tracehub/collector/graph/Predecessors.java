/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which passages led to a passage. In this order: the parents that the sender names; the sources
 * that the engine's triggers name; all passages of the step before, for an engine that goes step by
 * step and does not say more; else those that ended last before it began.
 */
final class Predecessors {

  private final List<Visit> visits;

  /**
   * Of one run.
   *
   * @param visits by their start
   */
  Predecessors(List<Visit> visits) {
    this.visits = visits;
  }

  /**
   * What is known.
   *
   * @param visits the passages that led to it
   * @param entry whether it is where the run began
   */
  record Known(List<Visit> visits, boolean entry) {}

  Known of(Visit visit) {
    Set<String> named = namedSources(visit);
    if (!named.isEmpty()) {
      List<Visit> latest = latestOf(named, visit);
      return new Known(latest, latest.isEmpty() && named.contains(Triggers.START));
    }
    return visit.step() > 0 ? byStep(visit) : byTime(visit);
  }

  private Set<String> namedSources(Visit visit) {
    Set<String> named = new LinkedHashSet<>(visit.first().getGraph().getParentNodesList());
    if (named.isEmpty()) {
      Set<String> nodes = new LinkedHashSet<>();
      visits.forEach(other -> nodes.add(other.node()));
      visit
          .first()
          .getGraph()
          .getTriggersList()
          .forEach(trigger -> named.addAll(Triggers.sources(trigger, nodes)));
    }
    return named;
  }

  /** Of each node the last passage before this one. */
  private List<Visit> latestOf(Set<String> nodes, Visit visit) {
    List<Visit> latest = new ArrayList<>();
    for (String node : nodes) {
      Visit found = null;
      for (Visit other : visits) {
        if (other == visit) {
          break;
        }
        boolean earlierStep = visit.step() == 0 || other.step() < visit.step();
        if (other.node().equals(node) && earlierStep) {
          found = other;
        }
      }
      if (found != null) {
        latest.add(found);
      }
    }
    return latest;
  }

  private Known byStep(Visit visit) {
    List<Visit> before = new ArrayList<>();
    boolean first = true;
    for (Visit other : visits) {
      first &= other.step() >= visit.step();
      if (other.step() == visit.step() - 1) {
        before.add(other);
      }
    }
    return new Known(withoutFailed(before), first);
  }

  private Known byTime(Visit visit) {
    List<Visit> ended = new ArrayList<>();
    for (Visit other : visits) {
      if (other != visit && other.end() <= visit.start() && other.start() < visit.start()) {
        ended.add(other);
      }
    }
    List<Visit> last = new ArrayList<>(ended);
    last.removeIf(other -> ended.stream().anyMatch(later -> later.start() >= other.end()));
    return new Known(withoutFailed(last), ended.isEmpty());
  }

  /** What failed led nowhere, unless nothing else can have. */
  private static List<Visit> withoutFailed(List<Visit> visits) {
    List<Visit> succeeded = visits.stream().filter(visit -> !visit.failed()).toList();
    return succeeded.isEmpty() ? visits : succeeded;
  }
}
