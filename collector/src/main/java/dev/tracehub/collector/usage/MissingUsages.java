/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts model calls that report no tokens, also where they are estimated, by project and what they
 * have in common, since the start. Thread-safe. Bounded: once {@value #MAX_SOURCES} sources are
 * known, further ones are counted together as {@value #OTHER}.
 */
public final class MissingUsages {

  /** The most sources that are told apart. */
  public static final int MAX_SOURCES = 1_000;

  /** The model under which those beyond the bound are counted. */
  public static final String OTHER = "(other)";

  private static final Comparator<MissingUsage> MOST_CALLS_FIRST =
      Comparator.comparingLong(MissingUsage::getCalls)
          .reversed()
          .thenComparing(MissingUsage::getService)
          .thenComparing(MissingUsage::getScope)
          .thenComparing(MissingUsage::getModel);

  private final Object lock = new Object();
  private final Map<Key, Calls> calls = new HashMap<>();

  /** The calls of a source; the message has no count. */
  private record Key(String project, MissingUsage source) {}

  private record Calls(long all, long estimated) {

    Calls plus(Calls other) {
      return new Calls(all + other.all, estimated + other.estimated);
    }
  }

  /** Counts the finished spans among records that were stored. */
  public void record(List<StoredRecord> records) {
    for (StoredRecord record : records) {
      if (record instanceof StoredRecord.Finished finished) {
        record(finished.project(), finished.span());
      }
    }
  }

  /** Counts a finished span whose role is decided, if it is a call that lacks its usage. */
  public void record(String project, Span span) {
    UsageState state = span.getCollector().getUsageState();
    boolean estimated = state == UsageState.USAGE_STATE_ESTIMATED;
    boolean missing = estimated || state == UsageState.USAGE_STATE_MISSING;
    if (!missing || span.getCollector().getUsageRole() == UsageRole.USAGE_ROLE_REPEATED) {
      return;
    }
    String model =
        span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel();
    MissingUsage source =
        MissingUsage.newBuilder()
            .setService(span.getService())
            .setScope(span.getScope().getName())
            .setProvider(span.getProvider())
            .setModel(model)
            .setStreaming(span.getStreaming())
            .build();
    count(new Key(project, source), new Calls(1, estimated ? 1 : 0));
  }

  private void count(Key key, Calls call) {
    synchronized (lock) {
      boolean known = calls.size() < MAX_SOURCES || calls.containsKey(key);
      MissingUsage other = MissingUsage.newBuilder().setModel(OTHER).build();
      calls.merge(known ? key : new Key(key.project(), other), call, Calls::plus);
    }
  }

  /** The sources of a project, or of all when it is empty, the one with most calls first. */
  public List<MissingUsage> list(Optional<String> project) {
    Map<MissingUsage, Calls> sums = new HashMap<>();
    synchronized (lock) {
      calls.forEach(
          (key, count) -> {
            if (project.isEmpty() || project.get().equals(key.project())) {
              sums.merge(key.source(), count, Calls::plus);
            }
          });
    }
    List<MissingUsage> list = new ArrayList<>();
    sums.forEach(
        (source, count) ->
            list.add(
                source.toBuilder()
                    .setCalls(count.all())
                    .setEstimatedCalls(count.estimated())
                    .build()));
    list.sort(MOST_CALLS_FIRST);
    return list;
  }
}
