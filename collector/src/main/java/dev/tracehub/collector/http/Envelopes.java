/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a body into the envelopes of the Connect protocol: a byte of flags, four bytes of length,
 * and the message. For one thread.
 */
final class Envelopes {

  static final int COMPRESSED = 1;
  static final int END = 2;
  static final int HEAD = 5;

  private final int limit;
  private final ByteBudget.Lease lease;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  Envelopes(int limit, ByteBudget.Lease lease) {
    this.limit = limit;
    this.lease = lease;
  }

  /**
   * One message.
   *
   * @param compressed whether the flag says so
   * @param message its bytes as they were sent
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy would cost.
  record Envelope(boolean compressed, byte[] message) {}

  /** An envelope with its head. */
  static ByteBuffer pack(int flags, byte[] message) {
    return ByteBuffer.allocate(HEAD + message.length)
        .put((byte) flags)
        .putInt(message.length)
        .put(message)
        .flip();
  }

  void append(ByteBuffer more) {
    int length = more.remaining();
    if (bytes.length - to < length) {
      makeRoom(length);
    }
    more.get(bytes, to, length);
    to += length;
  }

  /** The next whole message; empty until more is appended. */
  Optional<Envelope> next() {
    if (to - from < HEAD) {
      return Optional.empty();
    }
    int flags = bytes[from];
    int length = ByteBuffer.wrap(bytes, from + 1, 4).getInt();
    if ((flags & ~COMPRESSED) != 0) {
      throw Failures.invalid(
          "envelope.flags", "INVALID_FLAGS", (flags & 0xFF) + " (expected: 0 or 1)");
    }
    if (length < 0 || length > limit) {
      throw Failures.failure(
          Code.RESOURCE_EXHAUSTED,
          "MESSAGE_TOO_LARGE",
          "envelope.length: "
              + Integer.toUnsignedString(length)
              + " (expected: at most "
              + limit
              + ")");
    }
    if (to - from - HEAD < length) {
      return Optional.empty();
    }
    from += HEAD;
    byte[] message = Arrays.copyOfRange(bytes, from, from + length);
    from += length;
    return Optional.of(new Envelope((flags & COMPRESSED) != 0, message));
  }

  /** Whether a part of a message is left. */
  boolean hasRest() {
    return to > from;
  }

  private void makeRoom(int more) {
    int held = to - from;
    byte[] target = bytes;
    if (bytes.length < held + more) {
      int capacity = Math.max(bytes.length * 2, held + more);
      lease.take(capacity - bytes.length);
      target = new byte[capacity];
    }
    System.arraycopy(bytes, from, target, 0, held);
    bytes = target;
    from = 0;
    to = held;
  }
}
