/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tracehub.client.spool.Spool;
import dev.tracehub.client.spool.SpoolListener;
import dev.tracehub.client.spool.Stored;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.SpoolStats;
import dev.tracehub.v1.TraceBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings batches to the spool and back as they were first formed, so that the collector knows a
 * repeat by its ids, and posts what becomes of them there. Belongs to the worker's thread.
 */
final class Overflow implements SpoolListener {

  private final Clock clock;
  private final Batcher batcher;
  private final Ledger ledger;
  private final Spool spool;

  Overflow(DeliveryRuntime runtime, Batcher batcher, Ledger ledger) {
    this.clock = runtime.clock();
    this.batcher = batcher;
    this.ledger = ledger;
    this.spool = runtime.spools().create(this);
  }

  /** Whether there is a spool at all. */
  boolean exists() {
    return spool != Spool.none();
  }

  /** Whether the spool would take something now. */
  boolean isUsable() {
    return spool.isUsable(clock.nanoTime());
  }

  /** Moves a batch from memory to the spool; false when it stays in memory. */
  boolean take(Batch batch) {
    long now = clock.nanoTime();
    long place = batch.origin().ordinal();
    boolean kept =
        spool.isUsable(now)
            && spool.append(batch.wire().toByteArray(), batch.records(), place, now);
    if (kept) {
      ledger.spool(batch);
    }
    return kept;
  }

  /** Reads the oldest batches that were not read before; the spool keeps them. */
  List<Batch> load(int most, long mostBytes) {
    List<Batch> batches = new ArrayList<>();
    for (Spool.Loaded loaded : spool.load(most, mostBytes, clock.nanoTime())) {
      ByteString wire = UnsafeByteOperations.unsafeWrap(loaded.payload());
      TraceBatch header = header(wire);
      if (header == null) {
        lost(loaded.stored());
        spool.remove(loaded.stored(), clock.nanoTime());
      } else {
        batches.add(batch(loaded.stored(), header, wire));
      }
    }
    return batches;
  }

  private static @Nullable TraceBatch header(ByteString wire) {
    try {
      return BatchLayout.of(wire).header();
    } catch (IOException e) {
      return null;
    }
  }

  private Batch batch(Stored stored, TraceBatch header, ByteString wire) {
    Batch.Origin origin = new Batch.Origin(clock.nanoTime(), stored.place(), stored);
    Batch.Amount amount = new Batch.Amount(stored.records(), wire.size());
    return new Batch(header, wire, amount, origin, null);
  }

  /** The fate of a batch, or of a part of one, is known. */
  void settled(Batch batch) {
    Stored stored = batch.origin().stored();
    if (stored != null && stored.settle(batch.records())) {
      spool.remove(stored, clock.nanoTime());
    }
  }

  boolean isEmpty() {
    return spool.isEmpty();
  }

  void tend() {
    spool.tend(clock.nanoTime());
  }

  long waitNanos() {
    return spool.waitNanos(clock.nanoTime());
  }

  boolean sync() {
    return spool.sync(clock.nanoTime());
  }

  void close() {
    spool.close(clock.nanoTime());
  }

  SpoolStats stats() {
    return spool.stats();
  }

  @Override
  public long recovered(long records) {
    ledger.recover(records);
    return batcher.nextPlace();
  }

  @Override
  public void dropped(Stored stored, byte @Nullable [] payload) {
    TraceBatch header = payload == null ? null : header(UnsafeByteOperations.unsafeWrap(payload));
    // With its header, so that the losses that it was to tell are told by another.
    batcher.drop(
        batch(stored, header == null ? TraceBatch.getDefaultInstance() : header, ByteString.EMPTY),
        DropReason.SPOOL_FULL);
  }

  @Override
  public void lost(Stored stored) {
    batcher.drop(
        batch(stored, TraceBatch.getDefaultInstance(), ByteString.EMPTY), DropReason.SPOOL_LOST);
  }
}
