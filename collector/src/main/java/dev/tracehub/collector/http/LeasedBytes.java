/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow up to a limit, as far as the budget of all requests allows. For one thread. */
final class LeasedBytes {

  private static final int FIRST_CAPACITY = 4096;

  private final int limit;
  private final ByteBudget.Lease lease;
  private byte[] bytes = new byte[0];
  private int size;

  LeasedBytes(int limit, ByteBudget.Lease lease) {
    this.limit = limit;
    this.lease = lease;
  }

  static StatusRuntimeException tooLarge(int limit) {
    return Failures.failure(
        Code.RESOURCE_EXHAUSTED,
        "BODY_TOO_LARGE",
        "body: larger than the limit (expected: at most " + limit + " bytes, decompressed)");
  }

  int size() {
    return size;
  }

  void append(ByteBuffer more) {
    int length = more.remaining();
    ensure(length);
    more.get(bytes, size, length);
    size += length;
  }

  void append(byte[] more, int length) {
    ensure(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  /** The bytes; nothing may be appended afterwards. */
  byte[] take() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (more > limit - size) {
      throw tooLarge(limit);
    }
    if (more <= bytes.length - size) {
      return;
    }
    long wanted = Math.max(Math.max(FIRST_CAPACITY, bytes.length * 2L), (long) size + more);
    int capacity = (int) Math.min(wanted, limit);
    lease.take(capacity - bytes.length);
    bytes = Arrays.copyOf(bytes, capacity);
  }
}
