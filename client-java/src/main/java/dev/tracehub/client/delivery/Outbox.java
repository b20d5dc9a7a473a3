/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Sealed batches without a receipt, in the order of sending: first those of the spool, of which one
 * call's worth is in memory as a copy, then those that are in memory only. Belongs to the worker's
 * thread.
 *
 * <p>A call carries several batches. When one is refused without saying which batch is at fault,
 * the batches of that call are sent one by one.
 */
final class Outbox {

  /** Most batches of one call: {@value}. */
  static final int MAX_CALL_BATCHES = 32;

  /** Most bytes of one call, unless a single batch is larger: {@value}. */
  static final long MAX_CALL_BYTES = 8L << 20;

  private final Overflow overflow;
  private final int maxCallRecords;
  private final Deque<Batch> copies = new ArrayDeque<>();

  /** Also has the copies that had to let others go first. */
  private final Deque<Batch> batches = new ArrayDeque<>();

  /**
   * @param pendingRecords most records in memory. A call's are there until its answer, so it takes
   *     half of them at most: the other half is for what is recorded meanwhile
   */
  Outbox(Overflow overflow, int pendingRecords) {
    this.overflow = overflow;
    this.maxCallRecords = pendingRecords / 2;
  }

  void add(Batch batch) {
    batches.addLast(batch);
  }

  /** Moves what is in memory only to the spool, oldest first, as far as the spool takes it. */
  void spill() {
    Iterator<Batch> each = batches.iterator();
    while (overflow.isUsable() && each.hasNext()) {
      Batch batch = each.next();
      if (!batch.isStored() && overflow.take(batch)) {
        each.remove();
      }
    }
  }

  /** The batches of the next call, which stay here; none when the spool cannot be read now. */
  List<Batch> nextCall() {
    // Whoever made room in the spool may have dropped what these are copies of.
    copies.removeIf(Batch::isGone);
    batches.removeIf(Batch::isGone);
    if (copies.isEmpty() && !overflow.isEmpty()) {
      copies.addAll(overflow.load(MAX_CALL_BATCHES, MAX_CALL_BYTES));
    }
    List<Batch> call = new ArrayList<>();
    long bytes = 0;
    long records = 0;
    for (Batch batch : copies.isEmpty() ? batches : copies) {
      bytes += batch.bytes();
      records += batch.records();
      boolean full =
          call.size() == MAX_CALL_BATCHES || bytes > MAX_CALL_BYTES || records > maxCallRecords;
      if (!call.isEmpty() && (full || batch.isSentAlone())) {
        break;
      }
      call.add(batch);
      if (batch.isSentAlone()) {
        break;
      }
    }
    return call;
  }

  /** From now on these, and what becomes of them, are sent one by one. */
  void sendAlone(List<Batch> call) {
    call.forEach(Batch::sendAlone);
  }

  /** The fate of a batch is known. */
  void remove(Batch batch) {
    if (!copies.remove(batch)) {
      batches.remove(batch);
    }
    overflow.settled(batch);
  }

  /** Puts parts of a batch, which are sent one by one, into its place. */
  void replace(Batch batch, List<Batch> parts) {
    Deque<Batch> from = copies.contains(batch) ? copies : batches;
    from.remove(batch);
    for (int i = parts.size() - 1; i >= 0; i--) {
      parts.get(i).sendAlone();
      from.addFirst(parts.get(i));
    }
  }

  /** Lets the others go first. */
  void moveToBack(Batch batch) {
    if (!copies.remove(batch)) {
      batches.remove(batch);
    }
    batches.addLast(batch);
  }

  /** Removes and returns what is in memory only and was sealed at this time or before. */
  List<Batch> removeSealedUpTo(long time) {
    List<Batch> removed = new ArrayList<>();
    batches.removeIf(
        batch -> {
          boolean old = !batch.isStored() && batch.origin().sealedAt() - time <= 0;
          if (old) {
            removed.add(batch);
          }
          return old;
        });
    return removed;
  }

  /** Removes and returns what is in memory only; the spool keeps the rest. */
  List<Batch> removeAll() {
    List<Batch> removed = batches.stream().filter(batch -> !batch.isStored()).toList();
    batches.clear();
    copies.clear();
    return removed;
  }

  /** Whether there is nothing to send. */
  boolean isEmpty() {
    return batches.isEmpty() && overflow.isEmpty();
  }

  /** Whether nothing is in memory only. */
  boolean isIdle() {
    return batches.stream().allMatch(Batch::isStored);
  }

  /** How long ago the oldest batch that is in memory only was sealed; 0 when there is none. */
  long age(long now) {
    long age = 0;
    for (Batch batch : batches) {
      if (!batch.isStored()) {
        age = Math.max(age, now - batch.origin().sealedAt());
      }
    }
    return age;
  }

  /** The records that are in memory only. */
  long records() {
    long records = 0;
    for (Batch batch : batches) {
      records += batch.isStored() ? 0 : batch.records();
    }
    return records;
  }
}
