/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; numbers are little-endian. Not thread-safe. */
final class ByteSink {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, Long.BYTES)];
  }

  int size() {
    return size;
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** The lowest bytes of a number. */
  void putNumber(long value, int width) {
    switch (width) {
      case Byte.BYTES -> putByte((int) value);
      case Integer.BYTES -> {
        reserve(Integer.BYTES);
        INT.set(bytes, size, (int) value);
        size += Integer.BYTES;
      }
      case Long.BYTES -> {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
      }
      default -> {
        for (int i = 0; i < width; i++) {
          putByte((int) (value >>> (Byte.SIZE * i)));
        }
      }
    }
  }

  /** A length: seven bits a byte, lowest first. */
  void putVarInt(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      putByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }

  /** A text with its length in bytes of UTF-8. */
  void putText(String text) {
    if (text.isEmpty()) {
      putByte(0);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putVarInt(utf8.length);
    put(utf8);
  }

  void put(byte[] added) {
    reserve(added.length);
    System.arraycopy(added, 0, bytes, size, added.length);
    size += added.length;
  }

  void put(ByteString added) {
    reserve(added.size());
    added.copyTo(bytes, size);
    size += added.size();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
    }
  }
}
