/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.effective;

import dev.tracehub.collector.flow.Blocking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A setting of projects as it was when records were received. A project is read when records were
 * received later than what is known can vouch for: a change holds from {@link #DELAY} after it was
 * made, so what was read at some time is right for records received until half of that later; the
 * other half is for clocks that do not agree. For one thread.
 *
 * @param <T> what the setting says
 */
public final class EffectiveSettings<T> {

  /** How long after it is made a change holds. */
  public static final Duration DELAY = Duration.ofSeconds(30);

  private static final long HALF_DELAY = DELAY.toNanos() / 2;

  /** Bounds memory: a project that is forgotten is read again. */
  private static final int MAX_PROJECTS = 10_000;

  private final Function<String, CompletionStage<NavigableMap<Long, T>>> changes;
  private final InstantSource clock;
  private final Map<String, Known<T>> projects = new HashMap<>();

  /**
   * What is known of a project.
   *
   * @param readNanos when it was read
   * @param coversNanos until when it holds
   * @param changes what holds, by from when on
   */
  private record Known<T>(long readNanos, long coversNanos, NavigableMap<Long, T> changes) {

    /** Also by the clock: one that was ahead must not vouch for the time that it was ahead. */
    boolean covers(long receivedNanos, long nowNanos) {
      return receivedNanos <= coversNanos && Math.abs(nowNanos - readNanos) <= HALF_DELAY;
    }
  }

  /**
   * A setting that is read where projects are.
   *
   * @param changes of a project as they are in the store now, by from when on they hold, in
   *     nanoseconds since the epoch
   */
  public EffectiveSettings(
      Function<String, CompletionStage<NavigableMap<Long, T>>> changes, InstantSource clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Gets ready for records of a project; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store does not answer
   */
  public void prepare(String project, long receivedNanos) {
    Known<T> known = projects.get(project);
    long now = clock.millis() * 1_000_000;
    if (known != null && known.covers(receivedNanos, now)) {
      return;
    }
    NavigableMap<Long, T> read = Blocking.await(changes.apply(project));
    if (projects.size() >= MAX_PROJECTS) {
      projects.clear();
    }
    // A clock that was set back must not make this read again for each frame.
    projects.put(project, new Known<>(now, Math.max(now, receivedNanos) + HALF_DELAY, read));
  }

  /**
   * What held for records of a project, with from when on; empty before the first change. {@link
   * #prepare} comes first.
   */
  public Optional<Map.Entry<Long, T>> at(String project, long receivedNanos) {
    Known<T> known = projects.get(project);
    if (known == null) {
      throw new IllegalStateException("at before prepare of project " + project);
    }
    return Optional.ofNullable(known.changes().floorEntry(receivedNanos));
  }
}
