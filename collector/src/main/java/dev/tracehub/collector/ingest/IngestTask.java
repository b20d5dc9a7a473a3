/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.masking.Masking;
import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.RecordTable;
import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.collector.wire.TimeBounds;
import dev.tracehub.collector.wire.WireFault;
import dev.tracehub.storage.Retention;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One admitted batch on its way to the journal. Its steps run one after the other on threads of the
 * pool; the futures between them hand over what was written before.
 */
final class IngestTask implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestTask.class);

  private final IngestParts parts;
  private final Protocol protocol;
  private final String project;
  private final byte[] bytes;
  private final CompletableFuture<Outcome> durable = new CompletableFuture<>();
  private final Instant received;
  private final BatchWalker walker;
  private Retention retention = Retention.AS_SET;
  private @Nullable Claim claim;

  /** Records that the project's meter counts for this batch. */
  private int metered;

  IngestTask(IngestParts parts, Protocol protocol, String project, byte[] bytes) {
    this.parts = parts;
    this.protocol = protocol;
    this.project = project;
    this.bytes = bytes;
    this.received = parts.clock().instant();
    this.walker = parts.walkers().take(protocol);
  }

  /** Completes when what was accepted is durable; fails with what the caller is to be told. */
  CompletionStage<Outcome> durable() {
    return durable;
  }

  @Override
  public void run() {
    guarded(
        () -> {
          CompletableFuture<Kept> kept = parts.retention().of(project).toCompletableFuture();
          CompletableFuture<Masking> masking = parts.masking().of(project).toCompletableFuture();
          if (kept.isDone() && masking.isDone()) {
            walk(kept.join(), masking.join());
          } else {
            then(
                CompletableFuture.allOf(kept, masking),
                (both, failure) -> walk(kept.join(), masking.join()));
          }
        });
  }

  private void walk(Kept kept, Masking masking) {
    retention = kept.retention();
    if (parts.lastStage().includes(IngestStage.WALK)) {
      try {
        walker.walk(
            masked(masking), TimeBounds.around(received, kept.days(), parts.model().limits()));
      } catch (WireFault fault) {
        parts.counters().invalidCall();
        end(null, IngestFailures.ofFault(protocol, fault));
        return;
      }
    }
    if (parts.lastStage().includes(IngestStage.DEDUPLICATE)) {
      CompletableFuture<Quota> found = parts.quotas().of(project).toCompletableFuture();
      if (found.isDone() && !found.isCompletedExceptionally()) {
        meter(found.join());
      } else {
        then(found, this::meter);
      }
    } else {
      settled(0, false);
    }
  }

  /**
   * Masks before walking, so that what is hashed now is what the journal will show at a restart.
   */
  private byte[] masked(Masking masking) {
    return parts.lastStage().includes(IngestStage.MASK)
        ? masking.mask(protocol.shape(parts.model()), bytes)
        : bytes;
  }

  private void meter(@Nullable Quota quota, @Nullable Throwable failure) {
    if (quota == null) {
      refused(failure);
    } else {
      meter(quota);
    }
  }

  /** What is refused here has claimed nothing, and takes nothing from the quota. */
  private void meter(Quota quota) {
    int records = walker.records().size();
    Optional<StatusRuntimeException> refusal =
        parts.meters().of(project).take(project, quota, records, bytes.length, received);
    if (refusal.isPresent()) {
      refused(refusal.get());
      return;
    }
    metered = records;
    claim();
  }

  private void claim() {
    Claim made = parts.guard().claim(project, walker);
    CompletableFuture<Long> original = made.original();
    if (original != null) {
      then(original, this::repeated);
      return;
    }
    claim = made;
    if (made.earlier().isEmpty()) {
      journal();
    } else {
      CompletableFuture<?>[] earlier = made.earlier().toArray(CompletableFuture<?>[]::new);
      then(CompletableFuture.allOf(earlier), (nothing, failure) -> earlierDone(failure));
    }
  }

  /** The batch that this one repeats is durable, or failed. */
  private void repeated(@Nullable Long position, @Nullable Throwable failure) {
    if (failure != null || position == null) {
      refused(failure);
    } else {
      settled(position, true);
    }
  }

  private void earlierDone(@Nullable Throwable failure) {
    if (failure != null) {
      refused(failure);
    } else {
      journal();
    }
  }

  private void journal() {
    boolean nothing = walker.records().count(Verdict.ACCEPTED) == 0 && !walker.header().counted();
    if (nothing || !parts.lastStage().includes(IngestStage.JOURNAL)) {
      settled(0, false);
      return;
    }
    then(
        parts
            .journal()
            .append(protocol.frameType(), project, retention, nanos(), walker.accepted()),
        this::appended);
  }

  private void appended(@Nullable Long position, @Nullable Throwable failure) {
    if (failure != null || position == null) {
      refused(failure);
    } else {
      settled(position, false);
    }
  }

  private void settled(long position, boolean repeated) {
    Claim held = claim;
    claim = null;
    if (held != null) {
      parts.guard().settle(held, position);
    }
    Outcome outcome = outcome(position, repeated);
    giveBack(outcome.accepted());
    BatchHeader header = walker.header();
    if (header.counted()) {
      if (repeated) {
        parts.ledger().seen(project, header, nanos());
      } else {
        parts.ledger().book(project, header, nanos());
      }
    }
    parts.counters().settled(outcome);
    end(outcome, null);
  }

  /** What was received before, or is faulty, is not what the project is held to. */
  private void giveBack(int accepted) {
    if (metered > accepted) {
      long unused = accepted == 0 ? bytes.length : 0;
      parts.meters().of(project).giveBack(metered - accepted, unused, received);
    }
    metered = 0;
  }

  private Outcome outcome(long position, boolean repeated) {
    RecordTable records = walker.records();
    return new Outcome(
        walker.header(),
        repeated,
        records.count(Verdict.ACCEPTED),
        records.count(Verdict.DUPLICATE),
        records.count(Verdict.REJECTED),
        walker.rejections(),
        position,
        false);
  }

  /** Nothing of the batch is durable: whatever it claimed is free again. */
  private void refused(@Nullable Throwable failure) {
    Throwable cause = failure == null ? new IllegalStateException("no position") : failure;
    Claim held = claim;
    claim = null;
    if (held != null) {
      parts.guard().release(project, walker, held, cause);
    }
    giveBack(0);
    parts.counters().refused(walker.records().size());
    end(null, IngestFailures.ofThrowable(cause));
  }

  /** Goes on, on a thread of the pool, when the stage is complete. */
  private <T> void then(
      CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
    stage.whenCompleteAsync(
        (value, failure) -> guarded(() -> next.accept(value, failure)), parts.threads());
  }

  /** Runs a step; a fault of ours fails this batch and no other. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.error("ingest of a batch of {} bytes failed", bytes.length, e);
      refused(e);
    }
  }

  private void end(@Nullable Outcome outcome, @Nullable Throwable failure) {
    parts.walkers().giveBack(protocol, walker);
    if (outcome != null) {
      durable.complete(outcome);
    } else if (failure != null) {
      durable.completeExceptionally(failure);
    }
  }

  private long nanos() {
    return received.getEpochSecond() * 1_000_000_000L + received.getNano();
  }
}
