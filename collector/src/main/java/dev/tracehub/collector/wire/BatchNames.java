/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.TraceBatch;

/** Reads how a TraceBatch calls itself, for receipts of batches that nobody walked. */
public final class BatchNames {

  private BatchNames() {}

  /** A receipt with the batch's ids, as far as they can be read. */
  public static BatchReceipt.Builder receipt(byte[] batch) {
    BatchReceipt.Builder receipt = BatchReceipt.newBuilder();
    WireCursor cursor = new WireCursor();
    cursor.bytes = batch;
    try {
      while (cursor.position < batch.length) {
        int start = cursor.position;
        field(cursor, cursor.readTag(batch.length), start, receipt);
      }
    } catch (WireFault broken) {
      return receipt;
    }
    return receipt;
  }

  private static void field(WireCursor cursor, int tag, int start, BatchReceipt.Builder receipt) {
    int end = cursor.bytes.length;
    switch (tag) {
      case TraceBatch.CLIENT_ID_FIELD_NUMBER << 3 | Wire.LENGTH ->
          receipt.setClientId(text(cursor, start));
      case TraceBatch.BATCH_ID_FIELD_NUMBER << 3 | Wire.LENGTH ->
          receipt.setBatchId(text(cursor, start));
      case TraceBatch.SEQUENCE_FIELD_NUMBER << 3 | Wire.VARINT ->
          receipt.setSequence(cursor.readVarint(start, end));
      default -> cursor.skipValue(tag, start, end);
    }
  }

  private static String text(WireCursor cursor, int start) {
    int length = cursor.readLength(start, cursor.bytes.length);
    int from = cursor.position;
    cursor.position += length;
    return Quote.text(cursor.bytes, from, from + Math.min(length, 512));
  }
}
