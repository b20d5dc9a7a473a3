/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.TraceBatch;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes records and groups them into batches, sealed by number, bytes or age. Numbers the batches
 * from 1 without gaps and puts the losses since the last batch into each. Belongs to the worker's
 * thread.
 */
final class Batcher {

  private static final Logger LOGGER = LoggerFactory.getLogger(Batcher.class);

  private final SenderIdentity identity;
  private final DeliverySettings settings;
  private final Budget budget;
  private final Ledger ledger;
  private final LossClaims losses;
  private final String idPrefix;
  private final SpareBuffers spares = new SpareBuffers();
  private final ProtoWriter record = new ProtoWriter();
  private BatchContents open = new BatchContents(spares.take());
  private long openedAt;
  private long lastSequence;
  private long lastOrdinal;

  /**
   * @param run told apart by the collector from other processes of the same client id: their
   *     batches count from 1 as well, and may still be in a spool
   */
  Batcher(
      SenderIdentity identity, DeliverySettings settings, Budget budget, Ledger ledger, int run) {
    this.identity = identity;
    this.idPrefix = String.format(Locale.ROOT, "%s-%08x-", identity.clientId(), run);
    this.settings = settings;
    this.budget = budget;
    this.ledger = ledger;
    this.losses = new LossClaims(ledger.dropped());
  }

  /** Takes a record in; a full batch goes to the outbox. */
  void add(Recorded recorded, long now, Outbox outbox) {
    if (!write(recorded)) {
      return;
    }
    int size = record.size();
    budget.adjust(size - recorded.estimatedBytes());
    if (open.records() > 0 && open.bytes() + size > settings.maxBatchBytes()) {
      outbox.add(seal(now));
    }
    if (open.records() == 0) {
      openedAt = now;
    }
    open.add(recorded.kind(), record);
    if (open.records() >= settings.maxBatchRecords() || open.bytes() >= settings.maxBatchBytes()) {
      outbox.add(seal(now));
    }
  }

  private boolean write(Recorded recorded) {
    record.clear();
    try {
      recorded.write(record);
      if (record.size() <= settings.maxRecordBytes()) {
        return true;
      }
      ledger.drop(lastOrdinal + 1, recorded.estimatedBytes(), DropReason.TOO_LARGE);
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.debug("Tracehub could not encode a record", e);
      ledger.drop(lastOrdinal + 1, recorded.estimatedBytes(), DropReason.ENCODE_ERROR);
    }
    return false;
  }

  /** Seals what is old enough. */
  void sealDue(long now, Outbox outbox) {
    if (open.records() > 0 && waitNanos(now) <= 0) {
      outbox.add(seal(now));
    }
  }

  /** Seals what there is, be it only losses to tell. */
  void sealAll(long now, Outbox outbox) {
    if (open.records() > 0 || !losses.isEmpty()) {
      outbox.add(seal(now));
    }
  }

  /** A place after all batches so far, for what comes from elsewhere. */
  long nextPlace() {
    return ++lastOrdinal;
  }

  /** Drops the records of the batch in the making. */
  void dropOpen(long now, DropReason reason) {
    if (open.records() > 0) {
      drop(seal(now), reason);
    }
  }

  /** A batch is given up; the losses it carried will be told again. */
  void drop(Batch batch, DropReason reason) {
    losses.giveBack(batch.header());
    ledger.drop(batch, reason);
  }

  /** The collector refused a batch as a whole and for good. */
  void reject(Batch batch) {
    losses.giveBack(batch.header());
    ledger.settle(batch, 0, batch.records());
  }

  /** The collector answered what became of a batch. */
  void settled(Batch batch) {
    byte[] buffer = batch.freeBuffer();
    if (buffer != null) {
      spares.add(buffer);
    }
  }

  /**
   * Halves a batch that the collector did not take. The first half keeps the sequence, so that
   * there is no gap, and neither half keeps the id. A batch of an earlier process keeps what that
   * one said of itself; only its second half has to be numbered here.
   */
  List<Batch> split(Batch batch) {
    List<ByteString> records = records(batch);
    int middle = records.size() / 2;
    TraceBatch whole = batch.header();
    TraceBatch.Builder header =
        header()
            .setService(whole.getService())
            .setEnvironment(whole.getEnvironment())
            .setRelease(whole.getRelease());
    TraceBatch.Builder first =
        header.clone().setClientId(whole.getClientId()).setSequence(whole.getSequence());
    first.setBatchId(whole.getBatchId() + ".1").addAllLosses(whole.getLossesList());
    ByteString head = ByteString.copyFrom(records.subList(0, middle));
    ByteString tail = ByteString.copyFrom(records.subList(middle, records.size()));
    // What the whole has reserved is released in two parts, whose sum it has to be.
    long headBytes = batch.bytes() * head.size() / (head.size() + tail.size());
    return List.of(
        part(first, head, new Batch.Amount(middle, headBytes), batch.origin()),
        part(
            numbered(header),
            tail,
            new Batch.Amount(records.size() - middle, batch.bytes() - headBytes),
            batch.origin()));
  }

  private static List<ByteString> records(Batch batch) {
    try {
      return BatchLayout.of(batch.wire()).records();
    } catch (IOException e) {
      throw new IllegalStateException("it was written here, or read once before", e);
    }
  }

  private static Batch part(
      TraceBatch.Builder header, ByteString records, Batch.Amount amount, Batch.Origin origin) {
    TraceBatch made = header.build();
    return new Batch(made, made.toByteString().concat(records), amount, origin, null);
  }

  private Batch seal(long now) {
    BatchContents contents = open;
    open = new BatchContents(spares.take());
    lastOrdinal++;
    return contents.seal(
        numbered(header()).addAllLosses(losses.take()).build(),
        new Batch.Origin(now, lastOrdinal, null));
  }

  private TraceBatch.Builder header() {
    return TraceBatch.newBuilder()
        .setClientId(identity.clientId())
        .setService(identity.service())
        .setEnvironment(identity.environment())
        .setRelease(identity.release());
  }

  private TraceBatch.Builder numbered(TraceBatch.Builder header) {
    lastSequence++;
    return header.setSequence(lastSequence).setBatchId(idPrefix + lastSequence);
  }

  /** The place of the newest sealed batch. */
  long lastOrdinal() {
    return lastOrdinal;
  }

  int openRecords() {
    return open.records();
  }

  /** Nanoseconds until the batch in the making is old enough; meaningless when it is empty. */
  long waitNanos(long now) {
    return openedAt + settings.maxBatchAge().toNanos() - now;
  }
}
