/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.v1.AuditEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every change before it is made. Thread-safe; stages fail as the store does.
 *
 * <p>So no change is made that is not in the log. One that another writer was faster with is taken
 * out again; after a crash, or a failure of the store, between the two writes the log may hold a
 * change that was not made.
 */
public final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final RecordStore records;

  /** The log in a store. */
  public AuditLog(RecordStore records) {
    this.records = records;
  }

  /** The kind of a project's events; their ids are in an order that begins with the newest. */
  private static String kind(String project) {
    return "audit:" + project;
  }

  /**
   * Makes a change and keeps account of it.
   *
   * @param change who makes it
   * @param resource what is changed, such as {@code key/ID}
   * @param before as it was; null when it is new
   * @param after as it is going to be; null when it is removed
   * @param write makes it; completes with nothing when it was not made
   */
  public <T> CompletionStage<Optional<T>> around(
      Change change,
      Subject resource,
      @Nullable Message before,
      @Nullable Message after,
      Supplier<CompletionStage<Optional<T>>> write) {
    AuditEvent event =
        AuditEvent.newBuilder()
            .setEventId(newId(change.time()))
            .setProjectId(resource.project())
            .setTime(timestamp(change.time()))
            .setActor(change.actor())
            .setAction(change.action())
            .setResource(resource.kind() + "/" + resource.id())
            .setBefore(AuditTexts.of(before))
            .setAfter(AuditTexts.of(after))
            .build();
    Document document =
        new Document(kind(resource.project()), event.getEventId(), 0, event.toByteString());
    return records
        .put(document)
        .thenCompose(
            held ->
                write
                    .get()
                    .thenCompose(
                        made ->
                            made.isPresent() || held.isEmpty()
                                ? CompletableFuture.completedStage(made)
                                : takenBack(held.get()).thenApply(taken -> made)));
  }

  private CompletionStage<Boolean> takenBack(Document event) {
    return records
        .delete(event.kind(), event.id(), event.version())
        .exceptionally(
            failure -> {
              LOG.warn("audit event {} of a change that was not made stays", event.id(), failure);
              return false;
            });
  }

  /**
   * Events of a project, the newest first.
   *
   * @param after the id of the last event of the page before; empty for the first page
   * @param most how many
   */
  public CompletionStage<List<AuditEvent>> list(String project, String after, int most) {
    return records
        .list(kind(project), after, most)
        .thenApply(found -> found.stream().map(each -> event(each.id(), each.body())).toList());
  }

  private static AuditEvent event(String id, ByteString body) {
    try {
      return AuditEvent.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("audit event " + id + ": cannot be read", e);
    }
  }

  /** Greater times have lesser ids; what happens in the same nanosecond is told apart by chance. */
  private static String newId(Instant time) {
    long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(Long.MAX_VALUE - nanos)
        + hex.toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
