/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UnpricedModel;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts calls whose model has no price, by project, provider and model, since the start.
 * Thread-safe. Bounded: once {@value #MAX_MODELS} models are known, further ones are counted
 * together as {@value #OTHER}.
 */
public final class UnpricedModels {

  /** The most models that are told apart. */
  public static final int MAX_MODELS = 1_000;

  /** The model under which those beyond the bound are counted. */
  public static final String OTHER = "(other)";

  private final Object lock = new Object();
  private final Map<Key, Counts> models = new HashMap<>();

  private record Key(String project, String provider, String model) {}

  private static final class Counts {
    long calls;
    long inputTokens;
    long outputTokens;
  }

  /** Counts the finished spans among records that were stored. */
  public void record(List<StoredRecord> records) {
    for (StoredRecord record : records) {
      if (record instanceof StoredRecord.Finished finished) {
        record(finished.project(), finished.span());
      }
    }
  }

  /** Counts a finished span whose role is decided, if it is an unpriced call that counts. */
  public void record(String project, Span span) {
    boolean counts =
        span.getCost().getState() == CostState.COST_STATE_UNPRICED
            && span.getCollector().getUsageRole() != UsageRole.USAGE_ROLE_REPEATED;
    if (!counts) {
      return;
    }
    String model =
        span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel();
    synchronized (lock) {
      Counts entry = countsOf(new Key(project, span.getProvider(), model));
      entry.calls++;
      entry.inputTokens += span.getUsage().getInputTokens();
      entry.outputTokens += span.getUsage().getOutputTokens();
    }
  }

  private Counts countsOf(Key key) {
    boolean known = models.size() < MAX_MODELS || models.containsKey(key);
    Key kept = known ? key : new Key(key.project(), "", OTHER);
    return models.computeIfAbsent(kept, k -> new Counts());
  }

  /** The models of a project, or of all when it is empty, the one with most calls first. */
  public List<UnpricedModel> list(Optional<String> project) {
    Map<List<String>, UnpricedModel.Builder> byModel = new HashMap<>();
    synchronized (lock) {
      models.forEach(
          (key, counts) -> {
            if (project.isEmpty() || project.get().equals(key.project())) {
              UnpricedModel.Builder sum =
                  byModel.computeIfAbsent(
                      List.of(key.provider(), key.model()),
                      k ->
                          UnpricedModel.newBuilder()
                              .setProvider(key.provider())
                              .setModel(key.model()));
              sum.setCalls(sum.getCalls() + counts.calls)
                  .setInputTokens(sum.getInputTokens() + counts.inputTokens)
                  .setOutputTokens(sum.getOutputTokens() + counts.outputTokens);
            }
          });
    }
    List<UnpricedModel> list = new ArrayList<>();
    byModel.values().forEach(model -> list.add(model.build()));
    list.sort(
        Comparator.comparingLong(UnpricedModel::getCalls)
            .reversed()
            .thenComparing(UnpricedModel::getProvider)
            .thenComparing(UnpricedModel::getModel));
    return list;
  }
}
