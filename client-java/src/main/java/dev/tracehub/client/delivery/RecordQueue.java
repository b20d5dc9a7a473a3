/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Many producers, one consumer. A stack of records that the consumer takes whole and turns over: a
 * push is one compare-and-set and no allocation, and no consumer ever meets a producer otherwise.
 * The bound is kept by {@link Budget}, not here.
 */
final class RecordQueue {

  private static final Recorded EMPTY = new Sentinel();
  private static final Recorded CLOSED = new Sentinel();

  private static final AtomicReferenceFieldUpdater<RecordQueue, Recorded> TOP =
      AtomicReferenceFieldUpdater.newUpdater(RecordQueue.class, Recorded.class, "top");

  private volatile Recorded top = EMPTY;

  /** Adds a record; false when the queue is closed. */
  boolean push(Recorded node) {
    int bytes = node.estimatedBytes();
    Recorded below;
    do {
      below = top;
      if (below == CLOSED) {
        return false;
      }
      node.next = below;
      node.depth = below.depth + 1;
      node.stackedBytes = below.stackedBytes + bytes;
    } while (!TOP.compareAndSet(this, below, node));
    return true;
  }

  /** Takes everything, oldest first. */
  List<Recorded> takeAll() {
    Recorded taken = top;
    while (taken != CLOSED && !TOP.compareAndSet(this, taken, EMPTY)) {
      taken = top;
    }
    return oldestFirst(taken);
  }

  /** Takes everything and refuses whatever comes later. */
  List<Recorded> closeAndTakeAll() {
    return oldestFirst(TOP.getAndSet(this, CLOSED));
  }

  boolean isEmpty() {
    Recorded seen = top;
    return seen == EMPTY || seen == CLOSED;
  }

  private static List<Recorded> oldestFirst(Recorded taken) {
    List<Recorded> records = new ArrayList<>(taken.depth);
    Recorded node = taken;
    while (node != null && !(node instanceof Sentinel)) {
      records.add(node);
      Recorded below = node.next;
      // A chain of old nodes would keep young garbage alive.
      node.next = null;
      node = below;
    }
    Collections.reverse(records);
    return records;
  }

  /** The bottom of a stack. */
  private static final class Sentinel extends Recorded {
    @Override
    protected RecordKind kind() {
      return RecordKind.RECORD_KIND_UNSPECIFIED;
    }

    @Override
    protected int estimatedBytes() {
      return 0;
    }

    @Override
    protected void write(ProtoWriter out) {
      throw new IllegalStateException("no record");
    }
  }
}
