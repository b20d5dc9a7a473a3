/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.StoredRerate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Re-rates as documents. Thread-safe. */
final class RerateStore {

  private static final String KIND = "rerate";

  private final RecordStore records;

  RerateStore(RecordStore records) {
    this.records = records;
  }

  /** Keeps a new re-rate. */
  CompletionStage<StoredRerate> create(StoredRerate rerate) {
    return put(new Document(KIND, rerate.getRerate().getRerateId(), 0, rerate.toByteString()));
  }

  /**
   * Changes a re-rate as it stands in the store.
   *
   * @param change what it throws fails the stage
   */
  CompletionStage<StoredRerate> change(
      String project, String rerateId, UnaryOperator<StoredRerate> change) {
    return records
        .get(KIND, rerateId)
        .thenApply(found -> found.filter(document -> isOf(document, project)))
        .thenApply(found -> found.orElseThrow(RerateStore::notFound))
        .thenCompose(
            document ->
                put(
                    new Document(
                        KIND,
                        rerateId,
                        document.version(),
                        change.apply(read(document)).toByteString())));
  }

  /** A re-rate of a project; fails with NOT_FOUND without one. */
  CompletionStage<StoredRerate> get(String project, String rerateId) {
    return records
        .get(KIND, rerateId)
        .thenApply(found -> found.filter(document -> isOf(document, project)))
        .thenApply(found -> read(found.orElseThrow(RerateStore::notFound)));
  }

  /** All re-rates, newest first. */
  CompletionStage<List<StoredRerate>> list() {
    return records
        .list(KIND)
        .thenApply(
            all ->
                all.stream()
                    .map(RerateStore::read)
                    .sorted(Comparator.comparingLong(RerateStore::created).reversed())
                    .toList());
  }

  private static long created(StoredRerate rerate) {
    var time = rerate.getRerate().getCreateTime();
    return time.getSeconds() * 1_000_000_000L + time.getNanos();
  }

  private CompletionStage<StoredRerate> put(Document document) {
    return records
        .put(document)
        .thenApply(
            written ->
                read(
                    written.orElseThrow(
                        () ->
                            Failures.failure(
                                Code.ABORTED,
                                "RERATE_BUSY",
                                "the re-rate is being changed by others; try again"))));
  }

  private static boolean isOf(Document document, String project) {
    return read(document).getRerate().getProjectId().equals(project);
  }

  private static RuntimeException notFound() {
    return Failures.failure(Code.NOT_FOUND, "RERATE_NOT_FOUND", "the project has no such re-rate");
  }

  private static StoredRerate read(Document document) {
    try {
      return StoredRerate.parseFrom(document.body());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(KIND + " " + document.id() + ": cannot be read", e);
    }
  }
}
