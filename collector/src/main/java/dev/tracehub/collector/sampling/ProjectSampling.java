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

  private static final long HALF_DELAY = DELAY.toNanos() / 2;

  /** Bounds memory: a project that is forgotten is read again. */
  private static final int MAX_PROJECTS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(ProjectSampling.class);

  private final Function<String, CompletionStage<List<TailSamplingChange>>> changes;
  private final InstantSource clock;
  private final Map<String, Known> projects = new HashMap<>();

  /**
   * What is known of a project.
   *
   * @param readNanos when it was read
   * @param coversNanos until when it holds
   */
  private record Known(long readNanos, long coversNanos, NavigableMap<Long, SamplingRules> rules) {

    /** Also by the clock: one that was ahead must not vouch for the time that it was ahead. */
    boolean covers(long receivedNanos, long nowNanos) {
      return receivedNanos <= coversNanos && Math.abs(nowNanos - readNanos) <= HALF_DELAY;
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
    long now = clock.millis() * 1_000_000;
    if (known != null && known.covers(receivedNanos, now)) {
      return;
    }
    List<TailSamplingChange> read = Blocking.await(changes.apply(project));
    if (projects.size() >= MAX_PROJECTS) {
      projects.clear();
    }
    NavigableMap<Long, SamplingRules> rules = new TreeMap<>();
    read.forEach(change -> put(project, change, rules));
    // A clock that was set back must not make this read again for each frame.
    projects.put(project, new Known(now, Math.max(now, receivedNanos) + HALF_DELAY, rules));
  }

  /** Rules that a later release checks otherwise must not stop the drain: then all is kept. */
  private static void put(
      String project, TailSamplingChange change, NavigableMap<Long, SamplingRules> rules) {
    long from = Timestamps.toNanos(change.getEffectiveTime());
    try {
      rules.put(from, SamplingRules.of(change.getTailSampling()));
    } catch (InvalidSamplingException e) {
      log.error("project {}: its sampling cannot be used: {}", project, e.getMessage());
      rules.put(from, SamplingRules.KEEP_ALL);
    }
  }

  /** The rules for records of a project; {@link #prepare} comes first. */
  Optional<RulesInForce> at(String project, long receivedNanos) {
    Known known = projects.get(project);
    if (known == null) {
      throw new IllegalStateException("at before prepare of project " + project);
    }
    return Optional.ofNullable(known.rules().floorEntry(receivedNanos))
        .map(entry -> new RulesInForce(entry.getValue(), entry.getKey()))
        .filter(inForce -> !inForce.rules().keepAll());
  }
}
