/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.RejectedRecord;

/**
 * Keeps an answer below the 4 MiB that clients take by default, also when every record of many
 * batches is rejected: first the texts for people go. For one thread at a time.
 */
final class ReceiptBudget {

  private static final int FULL_TEXT_BYTES = 2 << 20;
  private static final int MOST_BYTES = (4 << 20) - 65_536;

  private int used;

  /**
   * The receipt as it may be answered.
   *
   * @throws io.grpc.StatusRuntimeException when even the shortest form is too long
   */
  BatchReceipt take(BatchReceipt receipt) {
    boolean full = used + receipt.getSerializedSize() > FULL_TEXT_BYTES;
    BatchReceipt taken = full ? withoutTexts(receipt) : receipt;
    used += taken.getSerializedSize() + 8;
    if (used > MOST_BYTES) {
      throw Failures.failure(
          Code.RESOURCE_EXHAUSTED,
          "TOO_MANY_REJECTIONS",
          "receipts: over "
              + MOST_BYTES
              + " bytes of rejections (expected: fewer faulty records, or fewer batches a stream)");
    }
    return taken;
  }

  private static BatchReceipt withoutTexts(BatchReceipt receipt) {
    BatchReceipt.Builder shorter = receipt.toBuilder();
    for (RejectedRecord.Builder rejected : shorter.getRejectedBuilderList()) {
      rejected.clearId().clearReason();
    }
    return shorter.build();
  }
}
