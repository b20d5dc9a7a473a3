/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.Message;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
  private BatchContents open = new BatchContents();
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
    Message message = encode(recorded);
    if (message == null) {
      return;
    }
    int size = message.getSerializedSize();
    budget.adjust(size - recorded.estimatedBytes());
    if (open.records() > 0 && open.bytes() + size > settings.maxBatchBytes()) {
      outbox.add(seal(now));
    }
    if (open.records() == 0) {
      openedAt = now;
    }
    open.add(recorded.kind(), message);
    if (open.records() >= settings.maxBatchRecords() || open.bytes() >= settings.maxBatchBytes()) {
      outbox.add(seal(now));
    }
  }

  private @Nullable Message encode(Recorded recorded) {
    try {
      Message message = recorded.encode();
      if (message.getSerializedSize() <= settings.maxRecordBytes()) {
        return message;
      }
      ledger.drop(lastOrdinal + 1, recorded.estimatedBytes(), DropReason.TOO_LARGE);
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.debug("Tracehub could not encode a record", e);
      ledger.drop(lastOrdinal + 1, recorded.estimatedBytes(), DropReason.ENCODE_ERROR);
    }
    return null;
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
    losses.giveBack(batch.message());
    ledger.drop(batch, reason);
  }

  /** The collector refused a batch as a whole and for good. */
  void reject(Batch batch) {
    losses.giveBack(batch.message());
    ledger.settle(batch, 0, batch.records());
  }

  /**
   * Halves a batch that the collector did not take. The first half keeps the sequence, so that
   * there is no gap, and neither half keeps the id. A batch of an earlier process keeps what that
   * one said of itself; only its second half has to be numbered here.
   */
  List<Batch> split(Batch batch) {
    List<BatchContents.Entry> entries = BatchContents.entries(batch.message());
    int middle = entries.size() / 2;
    TraceBatch whole = batch.message();
    TraceBatch.Builder header =
        header()
            .setService(whole.getService())
            .setEnvironment(whole.getEnvironment())
            .setRelease(whole.getRelease());
    TraceBatch.Builder first =
        header.clone().setClientId(whole.getClientId()).setSequence(whole.getSequence());
    first.setBatchId(whole.getBatchId() + ".1").addAllLosses(whole.getLossesList());
    return List.of(
        part(first, entries.subList(0, middle), batch.origin()),
        part(numbered(header), entries.subList(middle, entries.size()), batch.origin()));
  }

  private static Batch part(
      TraceBatch.Builder header, List<BatchContents.Entry> entries, Batch.Origin origin) {
    BatchContents contents = new BatchContents();
    for (BatchContents.Entry entry : new ArrayList<>(entries)) {
      contents.add(entry.kind(), entry.message());
    }
    TraceBatch message = contents.message().mergeFrom(header.build()).build();
    return new Batch(message, contents.records(), contents.bytes(), origin);
  }

  private Batch seal(long now) {
    BatchContents contents = open;
    open = new BatchContents();
    TraceBatch header = numbered(header()).addAllLosses(losses.take()).build();
    lastOrdinal++;
    return new Batch(
        contents.message().mergeFrom(header).build(),
        contents.records(),
        contents.bytes(),
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
