/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, or why it was not read.
 *
 * @param bytes the message; empty when it was refused
 * @param refusal what the caller is to be told; null when the message was read
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; copying a message would cost.
record InboundMessage(byte[] bytes, @Nullable StatusRuntimeException refusal) {

  private static final byte[] NOTHING = new byte[0];

  static InboundMessage of(byte[] bytes) {
    return new InboundMessage(bytes, null);
  }

  static InboundMessage refused(StatusRuntimeException refusal) {
    return new InboundMessage(NOTHING, refusal);
  }
}
