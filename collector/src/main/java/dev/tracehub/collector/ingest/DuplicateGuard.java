/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.RecordTable;
import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.collector.wire.RecordType;
import dev.tracehub.collector.wire.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Recognises batches and records that were received before. Thread-safe.
 *
 * <p>A batch claims all that is new in it in one step under the lock, so of two batches with the
 * same record one has it and the other finds it claimed. What is claimed and not yet durable must
 * not be answered as a duplicate: the later batch waits for the earlier one and fails with it. It
 * waits only for tickets lower than its own, so there are no circles.
 *
 * <p>What the bounded memory has forgotten is settled by the store, later.
 */
final class DuplicateGuard {

  private record Sender(String project, String clientId) {}

  private static final Duration SENDER_MEMORY = Duration.ofHours(1);

  /** The ticket of what was durable before this process began. */
  private static final long RECOVERED = 0;

  private final Fingerprints fingerprints;
  private final Object lock = new Object();

  @GuardedBy("lock") private final RecordWindow records;

  @GuardedBy("lock") private final Cache<Sender, BatchRing> senders;

  /** Outcomes of what is claimed and not yet durable, by ticket. */
  @GuardedBy("lock") private final Map<Long, CompletableFuture<Long>> inFlight = new HashMap<>();

  @GuardedBy("lock") private long lastTicket = RECOVERED;

  /**
   * @param seed a secret random number
   */
  DuplicateGuard(int rememberedRecords, int rememberedSenders, long seed) {
    fingerprints = new Fingerprints(seed);
    records = new RecordWindow(rememberedRecords);
    senders =
        Caffeine.newBuilder()
            .maximumSize(rememberedSenders)
            .expireAfterAccess(SENDER_MEMORY)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Claims what is new in a batch and decides the verdicts of the rest. The claim must be settled
   * or released.
   */
  Claim claim(String project, BatchWalker batch) {
    BitSet conflicts = new BitSet();
    Claim claim;
    synchronized (lock) {
      claim = claimLocked(project, batch, conflicts);
    }
    conflicts.stream().forEach(record -> batch.reject(record, WireFault.conflict()));
    return claim;
  }

  @GuardedBy("lock") private Claim claimLocked(String project, BatchWalker batch, BitSet conflicts) {
    long ticket = ++lastTicket;
    CompletableFuture<Long> outcome = new CompletableFuture<>();
    BatchRing ring = ring(project, batch.header());
    long key = fingerprints.batch(batch.header());
    CompletableFuture<Long> original = ring == null ? null : original(ring, key);
    if (original != null) {
      repeatAll(batch.records());
      return new Claim(ticket, outcome, original, List.of(), null, key);
    }
    if (ring != null) {
      ring.add(key, ticket, 0);
    }
    inFlight.put(ticket, outcome);
    List<CompletableFuture<Long>> earlier =
        claimRecords(project, batch.records(), ticket, conflicts);
    return new Claim(ticket, outcome, null, earlier, ring, key);
  }

  @GuardedBy("lock") private @Nullable BatchRing ring(String project, BatchHeader header) {
    if (header.batchId().isEmpty() && header.clientId().isEmpty()) {
      return null;
    }
    return senders.get(new Sender(project, header.clientId()), sender -> new BatchRing());
  }

  @GuardedBy("lock") private @Nullable CompletableFuture<Long> original(BatchRing ring, long key) {
    int place = ring.find(key);
    if (place == BatchRing.NOT_FOUND) {
      return null;
    }
    CompletableFuture<Long> pending = inFlight.get(ring.ticket(place));
    return pending != null ? pending : CompletableFuture.completedFuture(ring.position(place));
  }

  private static void repeatAll(RecordTable table) {
    for (int record = 0; record < table.size(); record++) {
      if (table.verdict(record) == Verdict.ACCEPTED) {
        table.decide(record, Verdict.DUPLICATE);
      }
    }
  }

  @GuardedBy("lock") private List<CompletableFuture<Long>> claimRecords(
      String project, RecordTable table, long ticket, BitSet conflicts) {
    long projectKey = fingerprints.project(project);
    Map<Long, CompletableFuture<Long>> earlier = new LinkedHashMap<>();
    for (int record = 0; record < table.size(); record++) {
      if (isClaimable(table, record)) {
        long owner = claimRecord(projectKey, table, record, ticket, conflicts);
        CompletableFuture<Long> pending = owner == ticket ? null : inFlight.get(owner);
        if (pending != null) {
          earlier.put(owner, pending);
        }
      }
    }
    return new ArrayList<>(earlier.values());
  }

  private static boolean isClaimable(RecordTable table, int record) {
    return table.id(record) != 0 && table.verdict(record) == Verdict.ACCEPTED;
  }

  /** Claims a record or tells what is wrong with it; answers the ticket that has it. */
  @GuardedBy("lock") private long claimRecord(
      long project, RecordTable table, int record, long ticket, BitSet conflicts) {
    long first = fingerprints.first(project, table, record);
    long second = fingerprints.second(project, table, record);
    long content = table.contentHash(record);
    int place = records.find(first, second);
    if (place == RecordWindow.NOT_FOUND) {
      records.add(first, second, content, ticket);
      return ticket;
    }
    long owner = records.ticket(place);
    switch (repeat(table.type(record), records.content(place) == content)) {
      case DUPLICATE -> table.decide(record, Verdict.DUPLICATE);
      case REJECTED -> conflicts.set(record);
      case ACCEPTED -> records.replace(place, content, ticket);
    }
    return owner;
  }

  /** What becomes of a record whose key is remembered. */
  private static Verdict repeat(RecordType type, boolean sameContent) {
    return switch (type) {
      case SPAN, OTLP_SPAN -> sameContent ? Verdict.DUPLICATE : Verdict.REJECTED;
      // What is open may change until it is finished.
      case STARTED_SPAN -> sameContent ? Verdict.DUPLICATE : Verdict.ACCEPTED;
      case EVENT, EVALUATION, METRIC, JOB, OTLP_LOG, OTLP_POINT -> Verdict.DUPLICATE;
    };
  }

  /** Notes that what was claimed is durable. */
  void settle(Claim claim, long position) {
    synchronized (lock) {
      inFlight.remove(claim.ticket());
      BatchRing ring = claim.ring();
      if (ring != null) {
        ring.settle(claim.key(), claim.ticket(), position);
      }
    }
    claim.outcome().complete(position);
  }

  /** Forgets what was claimed: it is not durable and will not be. */
  void release(String project, BatchWalker batch, Claim claim, Throwable cause) {
    synchronized (lock) {
      inFlight.remove(claim.ticket());
      BatchRing ring = claim.ring();
      if (ring != null) {
        ring.remove(claim.key(), claim.ticket());
      }
      forgetRecords(fingerprints.project(project), batch.records(), claim.ticket());
    }
    claim.outcome().completeExceptionally(cause);
  }

  @GuardedBy("lock") private void forgetRecords(long project, RecordTable table, long ticket) {
    for (int record = 0; record < table.size(); record++) {
      if (isClaimable(table, record)) {
        records.remove(
            fingerprints.first(project, table, record),
            fingerprints.second(project, table, record),
            ticket);
      }
    }
  }

  /** Remembers a batch that the journal held at the start. */
  void recover(String project, BatchWalker batch, long position) {
    synchronized (lock) {
      BatchRing ring = ring(project, batch.header());
      if (ring != null) {
        ring.add(fingerprints.batch(batch.header()), RECOVERED, position);
      }
      claimRecords(project, batch.records(), RECOVERED, new BitSet());
    }
  }

  /** Batches that are claimed and neither settled nor released. */
  int inFlight() {
    synchronized (lock) {
      return inFlight.size();
    }
  }
}
