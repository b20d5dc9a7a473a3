/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.ProjectPriceChange;
import dev.tracehub.v1.ProjectPriceHistory;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The prices and aliases of projects over time, one document a project. Thread-safe. */
final class PriceHistories {

  static final String KIND = "prices";

  /**
   * How long after it is made a change holds. Every collector reads a project's prices anew in half
   * that time; the other half is for clocks that do not agree.
   */
  static final long DELAY_NANOS = 30_000_000_000L;

  private static final int MAX_CHANGES = 10_000;
  private static final int MAX_ATTEMPTS = 5;

  private final RecordStore records;
  private final InstantSource clock;

  PriceHistories(RecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  long nowNanos() {
    return clock.millis() * 1_000_000;
  }

  /** What was written; nothing for a project that never had prices of its own. */
  CompletionStage<ProjectPriceHistory> read(String project) {
    return document(project).thenApply(PriceHistories::history);
  }

  /**
   * Appends a change; completes with it as it was written.
   *
   * @param check throws when the change does not fit what will be in force without it
   */
  CompletionStage<ProjectPriceChange> append(
      String project, ProjectPriceChange change, Consumer<ProjectPrices> check) {
    return append(project, change, check, MAX_ATTEMPTS);
  }

  private CompletionStage<ProjectPriceChange> append(
      String project, ProjectPriceChange change, Consumer<ProjectPrices> check, int attempts) {
    return document(project)
        .thenCompose(
            document -> {
              ProjectPriceHistory history = history(document);
              check.accept(ProjectPrices.at(history, Long.MAX_VALUE));
              ProjectPriceChange dated = dated(change, history);
              ByteString body = history.toBuilder().addChanges(dated).build().toByteString();
              return records
                  .put(new Document(KIND, project, document.version(), body))
                  .thenCompose(
                      written ->
                          written.isPresent()
                              ? CompletableFuture.completedStage(dated)
                              : again(project, change, check, attempts));
            });
  }

  /** Another writer was faster: the change is made to what that one wrote. */
  private CompletionStage<ProjectPriceChange> again(
      String project, ProjectPriceChange change, Consumer<ProjectPrices> check, int attempts) {
    if (attempts <= 1) {
      throw Failures.failure(
          Code.ABORTED, "PRICES_BUSY", "prices are being changed by others; try again");
    }
    return append(project, change, check, attempts - 1);
  }

  private ProjectPriceChange dated(ProjectPriceChange change, ProjectPriceHistory history) {
    int known = history.getChangesCount();
    if (known >= MAX_CHANGES) {
      throw Failures.failure(
          Code.FAILED_PRECONDITION,
          "TOO_MANY_PRICE_CHANGES",
          "the project's prices were changed "
              + known
              + " times (expected: < "
              + MAX_CHANGES
              + ")");
    }
    long effective = nowNanos() + DELAY_NANOS;
    int version = 1;
    if (known > 0) {
      ProjectPriceChange last = history.getChanges(known - 1);
      // A clock that lags must not turn the order of changes around.
      effective = Math.max(effective, last.getEffectiveUnixNano());
      version = last.getVersion() + 1;
    }
    return change.toBuilder().setEffectiveUnixNano(effective).setVersion(version).build();
  }

  private CompletionStage<Document> document(String project) {
    return records
        .get(KIND, project)
        .thenApply(found -> found.orElse(new Document(KIND, project, 0, ByteString.EMPTY)));
  }

  private static ProjectPriceHistory history(Document document) {
    try {
      return ProjectPriceHistory.parseFrom(document.body());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(KIND + " " + document.id() + ": cannot be read", e);
    }
  }
}
