/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracehub.storage.Retention;
import java.util.concurrent.CompletableFuture;

/** A frame on its way into the journal, and who waits for it. */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; the payload was handed over.
record PendingAppend(
    FrameType type,
    byte[] project,
    Retention retention,
    long receivedNanos,
    byte[] payload,
    int bodyCrc,
    CompletableFuture<Long> done) {

  /** Sums the body here, on the caller's thread, so that the writer need not. */
  static PendingAppend of(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload) {
    byte[] name = project.getBytes(UTF_8);
    if (name.length > FrameHeader.MAX_PROJECT_BYTES) {
      throw new IllegalArgumentException(
          "project: "
              + name.length
              + " bytes (expected: <= "
              + FrameHeader.MAX_PROJECT_BYTES
              + ")");
    }
    int crc = FrameScanner.bodyCrc(name, payload);
    return new PendingAppend(
        type, name, retention, receivedNanos, payload, crc, new CompletableFuture<>());
  }

  /** Bytes that the frame takes on disk. */
  long frameBytes() {
    return FrameHeader.padded((long) FrameHeader.BYTES + project.length + payload.length);
  }

  FrameHeader header(int epoch, long sequence) {
    int bytes = FrameHeader.BYTES + project.length + payload.length;
    return new FrameHeader(
        bytes,
        bodyCrc,
        epoch,
        type.code(),
        retention.code(),
        project.length,
        sequence,
        receivedNanos);
  }
}
