/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sealed batches without a receipt, in the order of sending. Belongs to the worker's thread.
 *
 * <p>A call carries several batches. When one is refused without saying which batch is at fault,
 * the batches of that call are sent one by one.
 */
final class Outbox {

  /** Most batches of one call: {@value}. */
  static final int MAX_CALL_BATCHES = 32;

  /** Most bytes of one call, unless a single batch is larger: {@value}. */
  static final long MAX_CALL_BYTES = 8L << 20;

  private final Deque<Batch> batches = new ArrayDeque<>();
  private long aloneUpTo;

  void add(Batch batch) {
    batches.addLast(batch);
  }

  /** The batches of the next call, which stay here. */
  List<Batch> nextCall() {
    List<Batch> call = new ArrayList<>();
    long bytes = 0;
    for (Batch batch : batches) {
      bytes += batch.bytes();
      boolean full = call.size() == MAX_CALL_BATCHES || bytes > MAX_CALL_BYTES;
      boolean alone = batch.origin().ordinal() <= aloneUpTo;
      if (!call.isEmpty() && (full || alone)) {
        break;
      }
      call.add(batch);
      if (alone) {
        break;
      }
    }
    return call;
  }

  /** From now on these, and what becomes of them, are sent one by one. */
  void sendAlone(List<Batch> call) {
    aloneUpTo = call.get(call.size() - 1).origin().ordinal();
  }

  void remove(Batch batch) {
    batches.remove(batch);
  }

  /** Puts the parts of the first batch into its place. */
  void replaceFirst(List<Batch> parts) {
    batches.removeFirst();
    for (int i = parts.size() - 1; i >= 0; i--) {
      batches.addFirst(parts.get(i));
    }
  }

  /** Lets the others go first. */
  void moveToBack(Batch batch) {
    batches.remove(batch);
    batches.addLast(batch);
  }

  /** Removes and returns what was sealed at this time or before. */
  List<Batch> removeSealedUpTo(long time) {
    List<Batch> removed = new ArrayList<>();
    batches.removeIf(
        batch -> {
          boolean old = batch.origin().sealedAt() - time <= 0;
          if (old) {
            removed.add(batch);
          }
          return old;
        });
    return removed;
  }

  /** Removes and returns everything. */
  List<Batch> removeAll() {
    List<Batch> removed = List.copyOf(batches);
    batches.clear();
    return removed;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** How long ago the oldest batch was sealed; 0 when there is none. */
  long age(long now) {
    long age = 0;
    for (Batch batch : batches) {
      age = Math.max(age, now - batch.origin().sealedAt());
    }
    return age;
  }

  long records() {
    long records = 0;
    for (Batch batch : batches) {
      records += batch.records();
    }
    return records;
  }
}
