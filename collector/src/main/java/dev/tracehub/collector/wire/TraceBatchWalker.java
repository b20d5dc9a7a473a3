/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.TraceBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Walks {@code tracehub.v1.TraceBatch}; names every rejected record. */
public final class TraceBatchWalker implements BatchWalker {

  private final IngestLimits limits;
  private final MessageShape shape;
  private final MessageWalk walk;
  private final FoundRecords found;
  private final int[] nextIndex = new int[RecordType.LAST_FIELD + 1];
  private final List<ClientLoss> losses = new ArrayList<>();

  private BatchHeader header = BatchHeader.NONE;
  private String clientId = "";
  private String batchId = "";
  private long sequence;
  private boolean waitUntilStored;

  public TraceBatchWalker(WireModel model) {
    limits = model.limits();
    shape = model.traceBatch();
    walk = new MessageWalk(limits);
    found = new FoundRecords(shape, limits, limits.batchRecords());
  }

  @Override
  public void walk(byte[] batch, TimeBounds bounds) {
    clear();
    found.begin(batch, bounds);
    walk.reset(batch, 0);
    try {
      requireSize(batch.length);
      fields(batch.length);
      requireConsistentHeader();
    } catch (WireFault fault) {
      throw fault.under(found.path(fault));
    }
    header = new BatchHeader(clientId, sequence, batchId, losses, waitUntilStored);
  }

  private void clear() {
    header = BatchHeader.NONE;
    clientId = "";
    batchId = "";
    sequence = 0;
    waitUntilStored = false;
    losses.clear();
    Arrays.fill(nextIndex, 0);
  }

  private void requireSize(int size) {
    if (size > limits.batchBytes()) {
      throw WireFault.of(
          RejectionCode.REJECTION_CODE_TOO_LARGE,
          "",
          size + " bytes (expected: at most " + limits.batchBytes() + ")");
    }
  }

  private void fields(int end) {
    int base = walk.open(shape);
    while (walk.position < end) {
      int start = walk.position;
      int tag = walk.readTag(end);
      int number = tag >>> 3;
      if (number >= RecordType.FIRST_FIELD && number <= RecordType.LAST_FIELD) {
        record(tag, start, end);
      } else {
        walk.position = start;
        if (walk.field(shape, base, end, 0) != null) {
          headerField(number);
        }
      }
    }
    walk.close(base);
  }

  private void record(int tag, int start, int end) {
    if ((tag & 7) != Wire.LENGTH) {
      throw WireFault.malformed(
          start, "wire type " + (tag & 7) + " (expected: " + Wire.LENGTH + ")");
    }
    if (found.table().size() == limits.batchRecords()) {
      throw WireFault.of(
          RejectionCode.REJECTION_CODE_TOO_LARGE,
          "",
          "more than "
              + limits.batchRecords()
              + " records (expected: at most "
              + limits.batchRecords()
              + ")");
    }
    int length = walk.readLength(start, end);
    int from = walk.position;
    walk.position = from + length;
    int number = tag >>> 3;
    int index = nextIndex[number]++;
    found.add(RecordType.ofField(number), shape.childOf(number), index, start, from, from + length);
  }

  private void headerField(int number) {
    switch (number) {
      case TraceBatch.CLIENT_ID_FIELD_NUMBER -> clientId = text();
      case TraceBatch.SEQUENCE_FIELD_NUMBER -> sequence = walk.number;
      case TraceBatch.BATCH_ID_FIELD_NUMBER -> batchId = text();
      case TraceBatch.WAIT_UNTIL_STORED_FIELD_NUMBER -> waitUntilStored = walk.number != 0;
      case TraceBatch.LOSSES_FIELD_NUMBER -> losses.add(loss());
      default -> {}
    }
  }

  private String text() {
    int from = walk.valueFrom;
    return new String(walk.bytes, from, walk.position - from, StandardCharsets.UTF_8);
  }

  private ClientLoss loss() {
    int from = walk.valueFrom;
    try {
      return ClientLoss.parser().parseFrom(walk.bytes, from, walk.position - from);
    } catch (InvalidProtocolBufferException e) {
      throw WireFault.malformed(from, String.valueOf(e.getMessage()));
    }
  }

  private void requireConsistentHeader() {
    if (clientId.isEmpty() && sequence != 0) {
      throw WireFault.of(
          RejectionCode.REJECTION_CODE_INVALID_FIELD,
          "sequence",
          sequence + " (expected: 0 when client_id is empty)");
    }
    if (!clientId.isEmpty() && sequence == 0) {
      throw WireFault.of(
          RejectionCode.REJECTION_CODE_MISSING_FIELD,
          "sequence",
          "0 (expected: >= 1 when client_id is set)");
    }
  }

  @Override
  public RecordTable records() {
    return found.table();
  }

  @Override
  public BatchHeader header() {
    return header;
  }

  @Override
  public void reject(int record, WireFault fault) {
    found.reject(record, fault);
  }

  @Override
  public List<RejectedRecord> rejections() {
    return found.named();
  }

  @Override
  public byte[] accepted() {
    return found.accepted();
  }

  @Override
  public void forget() {
    walk.forget();
    found.forget();
  }
}
