/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import dev.tracehub.v1.BatchReceipt;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call came to. */
public sealed interface Reply {

  /**
   * The collector answered. A batch without a receipt may or may not have arrived.
   *
   * @param receipts at most one per batch, in no order that one may rely on
   */
  record Receipts(List<BatchReceipt> receipts) implements Reply {
    public Receipts {
      receipts = List.copyOf(receipts);
    }
  }

  /**
   * The call failed. Batches of it may have arrived nevertheless.
   *
   * @param status why
   * @param retryAfter when the collector wants to be asked again; null when it did not say
   */
  record Failed(Status status, @Nullable Duration retryAfter) implements Reply {}
}
