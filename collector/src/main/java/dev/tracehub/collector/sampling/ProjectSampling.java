/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.flow.Blocking;
import dev.tracehub.v1.TailSamplingChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of projects as they were when records were received. A project is read when records
 * were received later than what is known can vouch for: a change holds from {@link #DELAY} after it
 * was made, so what was read at some time is right for records received until half of that later;
 * the other half is for clocks that do not agree. For one thread.
 */
public final class ProjectSampling {

  /** How long after it is made a change holds. */
  public static final Duration DELAY = Duration.ofSeconds(30);

  /** Bounds memory: a project that is forgotten is read again. */
  private static final int MAX_PROJECTS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(ProjectSampling.class);

  private final Function<String, CompletionStage<List<TailSamplingChange>>> changes;
  private final InstantSource clock;
  private final Map<String, Known> projects = new HashMap<>();

  private record Known(long readNanos, NavigableMap<Long, SamplingRules> rules) {

    boolean covers(long receivedNanos) {
      return receivedNanos <= readNanos + DELAY.toNanos() / 2;
    }
  }

  /**
   * Rules that are read where projects are.
   *
   * @param changes of a project, as they are in the store now
   */
  public ProjectSampling(
      Function<String, CompletionStage<List<TailSamplingChange>>> changes, InstantSource clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Gets ready for records of a project; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store does not answer
   */
  void prepare(String project, long receivedNanos) {
    Known known = projects.get(project);
    if (known != null && known.covers(receivedNanos)) {
      return;
    }
    long now = clock.millis() * 1_000_000;
    List<TailSamplingChange> read = Blocking.await(changes.apply(project));
    if (projects.size() >= MAX_PROJECTS) {
      projects.clear();
    }
    NavigableMap<Long, SamplingRules> rules = new TreeMap<>();
    read.forEach(change -> put(project, change, rules));
    // A clock that was set back must not make this read again for ever.
    projects.put(project, new Known(Math.max(now, receivedNanos), rules));
  }

  /** Rules that a later release checks otherwise must not stop the drain: then all is kept. */
  private static void put(
      String project, TailSamplingChange change, NavigableMap<Long, SamplingRules> rules) {
    long from = Timestamps.toNanos(change.getEffectiveTime());
    try {
      rules.put(from, SamplingRules.of(change.getTailSampling()));
    } catch (InvalidSamplingException e) {
      log.error("project {}: its sampling cannot be used: {}", project, e.getMessage());
      rules.remove(from);
    }
  }

  /** The rules for records of a project; {@link #prepare} comes first. */
  Optional<SamplingRules> at(String project, long receivedNanos) {
    Known known = projects.get(project);
    if (known == null) {
      throw new IllegalStateException("at before prepare of project " + project);
    }
    return Optional.ofNullable(known.rules().floorEntry(receivedNanos))
        .map(Map.Entry::getValue)
        .filter(rules -> !rules.keepAll());
  }
}
