/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.RejectedRecord;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a batch.
 *
 * @param header what the batch says about itself
 * @param repeated whether the whole batch had been received before
 * @param accepted new records, now durable
 * @param duplicates records received before with the same content
 * @param rejected records that will not be stored
 * @param rejections the rejected records, or the first few of them
 * @param position the position after the batch in the journal; 0 when nothing was written
 * @param stored whether the records are in the store
 */
record Outcome(
    BatchHeader header,
    boolean repeated,
    int accepted,
    int duplicates,
    int rejected,
    List<RejectedRecord> rejections,
    long position,
    boolean stored) {

  Outcome asStored() {
    return new Outcome(
        header, repeated, accepted, duplicates, rejected, rejections, position, true);
  }

  BatchReceipt toReceipt() {
    return BatchReceipt.newBuilder()
        .setClientId(header.clientId())
        .setSequence(header.sequence())
        .setBatchId(header.batchId())
        .setDuplicate(repeated)
        .setAccepted(accepted)
        .setDuplicates(duplicates)
        .addAllRejected(rejections)
        .setJournalPosition(position)
        .setStored(stored)
        .build();
  }

  /**
   * The answer to an OTLP request.
   *
   * @param records what its records are called
   */
  OtlpReceipt toOtlpReceipt(String records) {
    return new OtlpReceipt(accepted, duplicates, rejected, message(records));
  }

  private String message(String records) {
    if (rejected == 0) {
      return "";
    }
    String first =
        rejections.stream()
            .map(record -> record.getField() + ": " + record.getReason())
            .collect(Collectors.joining("; "));
    int more = rejected - rejections.size();
    return rejected
        + " "
        + records
        + " rejected: "
        + first
        + (more == 0 ? "" : "; and " + more + " more");
  }
}
