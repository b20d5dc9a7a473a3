/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.ClientStatus;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What one client sent and lost. Thread-safe. */
final class ClientAccount {

  /** Sequences this far behind the newest are still expected out of order. */
  private static final int WINDOW = 1024;

  /** A client first heard of with a higher sequence began before this collector knew of it. */
  private static final int FRESH = 64;

  private static final int MOST_REASONS = 32;
  private static final String OTHER = "other";

  private final Object lock = new Object();

  /** Which of the sequences from last - WINDOW + 1 to last came, by sequence modulo WINDOW. */
  @GuardedBy("lock") private final BitSet came = new BitSet(WINDOW);

  @GuardedBy("lock") private final Map<String, Long> lost = new LinkedHashMap<>();

  /** The lowest sequence that is expected. */
  @GuardedBy("lock") private long first;

  @GuardedBy("lock") private long last;

  @GuardedBy("lock") private long missing;

  @GuardedBy("lock") private long lastSeenNanos;

  /**
   * Books a batch that is durable and was not before.
   *
   * @param recovered whether the journal tells of it: earlier batches may have left the journal
   */
  void book(BatchHeader header, long nanos, boolean recovered) {
    synchronized (lock) {
      lastSeenNanos = Math.max(lastSeenNanos, nanos);
      for (ClientLoss loss : header.losses()) {
        boolean known = lost.size() < MOST_REASONS || lost.containsKey(loss.getReason());
        lost.merge(known ? loss.getReason() : OTHER, loss.getSpans(), Long::sum);
      }
      sequence(header.sequence(), recovered);
    }
  }

  /** Notes that the client was heard of, though with nothing new. */
  void seen(long nanos) {
    synchronized (lock) {
      lastSeenNanos = Math.max(lastSeenNanos, nanos);
    }
  }

  @GuardedBy("lock") private void sequence(long sequence, boolean recovered) {
    if (last == 0) {
      begin(sequence, recovered);
    } else if (sequence > last) {
      advance(sequence);
    } else if (sequence < first && first - sequence < FRESH) {
      // Overtaken by the batch that made the client known: nobody had counted it as missing.
      return;
    } else if (last - sequence < WINDOW && !came.get(place(sequence))) {
      came.set(place(sequence));
      missing--;
    } else {
      // The same client_id counts from the beginning again: the process was restarted.
      begin(sequence, false);
    }
  }

  @GuardedBy("lock") private void begin(long sequence, boolean recovered) {
    boolean known = recovered || sequence > FRESH;
    first = known ? sequence : 1;
    last = first - 1;
    advance(sequence);
  }

  @GuardedBy("lock") private void advance(long sequence) {
    missing += sequence - last - 1;
    if (sequence - last >= WINDOW) {
      came.clear();
    } else {
      for (long gap = last + 1; gap < sequence; gap++) {
        came.clear(place(gap));
      }
    }
    came.set(place(sequence));
    last = sequence;
  }

  private static int place(long sequence) {
    return (int) (sequence % WINDOW);
  }

  ClientStatus status(String project, String clientId) {
    synchronized (lock) {
      return ClientStatus.newBuilder()
          .setClientId(clientId)
          .setProjectId(project)
          .setLastSequence(last)
          .setMissingBatches(missing)
          .putAllLostSpans(lost)
          .setLastSeen(Timestamps.fromNanos(lastSeenNanos))
          .setSummary(summary())
          .build();
    }
  }

  @GuardedBy("lock") private String summary() {
    long spans = lost.values().stream().mapToLong(Long::longValue).sum();
    String reasons =
        lost.entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    String dropped = spans == 0 ? "" : "lost " + spans + " spans: " + reasons;
    String gaps = missing == 0 ? "" : missing + " batches never came";
    if (dropped.isEmpty() && gaps.isEmpty()) {
      return "lost nothing";
    }
    return dropped.isEmpty() || gaps.isEmpty() ? dropped + gaps : dropped + "; " + gaps;
  }
}
