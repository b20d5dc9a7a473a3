/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.pricing.PriceDesk;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.Storage;
import dev.tracehub.v1.PreviewRerateResponse;
import dev.tracehub.v1.Rerate;
import dev.tracehub.v1.RerateScope;
import dev.tracehub.v1.RerateState;
import dev.tracehub.v1.StoredRerate;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Prices stored spans anew. A re-rate is a document with a place in the list of spans, and a worker
 * that goes on from there; its corrections go through the journal. Thread-safe.
 */
public final class Rerates implements AutoCloseable {

  private static final int PREVIEWS = 2;

  private final RerateStore store;
  private final RerateSteps steps;
  private final PriceDesk prices;
  private final FilterParser filters = new FilterParser();
  private final CorrectionLog log;
  private final InstantSource clock;
  private final RerateWorker worker;
  private final Lane previews = new Lane("pricing", "preview", PREVIEWS);

  /** Re-rates of spans in a store. */
  public Rerates(Storage storage, PriceDesk prices, CorrectionLog log, InstantSource clock) {
    this.store = new RerateStore(storage.records());
    this.steps = new RerateSteps(storage.search(), prices, filters);
    this.prices = prices;
    this.log = log;
    this.clock = clock;
    this.worker = new RerateWorker(store, steps, log);
  }

  /** Goes on with what an earlier process of this log began. */
  public void start() {
    worker.start();
  }

  /** What a re-rate would change. */
  CompletionStage<PreviewRerateResponse> preview(
      String project, boolean present, RerateScope scope) {
    RerateRequests.check(present, scope, filters);
    return previews.run(() -> steps.preview(project, scope));
  }

  /** Begins a re-rate. */
  CompletionStage<Rerate> apply(String project, boolean present, RerateScope scope, String reason) {
    RerateRequests.check(present, scope, filters);
    RerateRequests.checkReason(reason);
    Rerate rerate =
        Rerate.newBuilder()
            .setRerateId("rr-" + UUID.randomUUID().toString().substring(0, 13))
            .setProjectId(project)
            .setScope(scope)
            .setReason(reason)
            .setState(RerateState.RERATE_STATE_APPLYING)
            .setCreateTime(Timestamps.fromMillis(clock.millis()))
            .build();
    return prices
        .version(project)
        .thenCompose(
            version ->
                store.create(
                    StoredRerate.newBuilder()
                        .setRerate(rerate)
                        .setOwner(log.id())
                        .setProjectPriceVersion(version)
                        .build()))
        .thenApply(this::submitted);
  }

  /** Begins to take a re-rate back. */
  CompletionStage<Rerate> undo(String project, String rerateId) {
    RerateRequests.requireId(rerateId);
    return store.change(project, rerateId, this::undoing).thenApply(this::submitted);
  }

  private StoredRerate undoing(StoredRerate stored) {
    if (stored.getRerate().getState() != RerateState.RERATE_STATE_APPLIED) {
      throw Failures.failure(
          Code.FAILED_PRECONDITION,
          "RERATE_NOT_APPLIED",
          "the re-rate is %s (expected: RERATE_STATE_APPLIED)"
              .formatted(stored.getRerate().getState()));
    }
    StoredRerate.Builder changed = stored.toBuilder().setOwner(log.id()).clearMark().clearStep();
    changed.getRerateBuilder().setState(RerateState.RERATE_STATE_UNDOING).setProgress(0);
    return changed.build();
  }

  private Rerate submitted(StoredRerate stored) {
    worker.submit(stored.getRerate().getProjectId(), stored.getRerate().getRerateId());
    return stored.getRerate();
  }

  /** A re-rate of a project. */
  CompletionStage<Rerate> get(String project, String rerateId) {
    RerateRequests.requireId(rerateId);
    return store.get(project, rerateId).thenApply(StoredRerate::getRerate);
  }

  /** The re-rates of a project, newest first. */
  CompletionStage<List<Rerate>> list(String project) {
    return store
        .list()
        .thenApply(
            all ->
                all.stream()
                    .map(StoredRerate::getRerate)
                    .filter(rerate -> rerate.getProjectId().equals(project))
                    .toList());
  }

  /** Stops between two steps, or within one, which the next process does again. */
  @Override
  public void close() {
    previews.close();
    worker.close();
  }
}
