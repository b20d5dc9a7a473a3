/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.ClientLoss;
import java.util.List;

/**
 * What a batch says about itself.
 *
 * @param clientId the sender; empty when it does not say
 * @param sequence the batch's number in the sender; 0 when it does not say
 * @param batchId the batch's id; empty when it does not say
 * @param losses what the sender dropped before it
 * @param waitUntilStored whether the receipt is to wait for the store
 */
public record BatchHeader(
    String clientId,
    long sequence,
    String batchId,
    List<ClientLoss> losses,
    boolean waitUntilStored) {

  /** Of a protocol whose batches say nothing. */
  public static final BatchHeader NONE = new BatchHeader("", 0, "", List.of(), false);

  public BatchHeader {
    losses = List.copyOf(losses);
  }

  /** Whether the batch takes part in loss accounting. */
  public boolean counted() {
    return !clientId.isEmpty();
  }
}
