/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.WireModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Lends walkers: a batch keeps one, with the table of its records, until it is durable.
 * Thread-safe.
 */
final class WalkerPool {

  private static final int MOST_IDLE = 64;

  /** Tables that one huge batch has stretched are left to the garbage collector. */
  private static final int MOST_KEPT_RECORDS = 16_384;

  private final WireModel model;
  private final Map<Protocol, ArrayBlockingQueue<BatchWalker>> idle = new EnumMap<>(Protocol.class);

  WalkerPool(WireModel model) {
    this.model = model;
    for (Protocol protocol : Protocol.values()) {
      idle.put(protocol, new ArrayBlockingQueue<>(MOST_IDLE));
    }
  }

  BatchWalker take(Protocol protocol) {
    BatchWalker walker = queue(protocol).poll();
    return walker != null ? walker : protocol.newWalker(model);
  }

  void giveBack(Protocol protocol, BatchWalker walker) {
    if (walker.records().capacity() <= MOST_KEPT_RECORDS) {
      walker.forget();
      // A full queue means that there are enough.
      boolean unused = queue(protocol).offer(walker);
    }
  }

  private ArrayBlockingQueue<BatchWalker> queue(Protocol protocol) {
    return Objects.requireNonNull(idle.get(protocol), "queue");
  }
}
