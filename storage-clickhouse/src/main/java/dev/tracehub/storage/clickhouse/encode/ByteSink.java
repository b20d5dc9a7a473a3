/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that grow, in chunks: nothing is copied when there are more of them, and there may be more
 * than an array can have. Large values are not copied at all. Numbers are little-endian. Not
 * thread-safe.
 */
final class ByteSink {

  /** From this size on, a value that cannot change is referred to. */
  private static final int LARGE = 1 << 12;

  private static final byte[] NONE = {};

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final Chunks chunks;
  private final List<byte[]> taken = new ArrayList<>();
  private final List<ByteString> parts = new ArrayList<>();
  private byte[] chunk = NONE;
  private int begin;
  private int end;
  private long partsSize;

  ByteSink(Chunks chunks) {
    this.chunks = chunks;
  }

  long size() {
    return partsSize + end - begin;
  }

  void putByte(int value) {
    reserve(1);
    chunk[end++] = (byte) value;
  }

  /** The lowest bytes of a number: 1, 2, 4 or 8. */
  void putNumber(long value, int width) {
    reserve(width);
    switch (width) {
      case Byte.BYTES -> chunk[end] = (byte) value;
      case Short.BYTES -> SHORT.set(chunk, end, (short) value);
      case Integer.BYTES -> INT.set(chunk, end, (int) value);
      case Long.BYTES -> LONG.set(chunk, end, value);
      default -> throw new IllegalArgumentException("width: " + width + " (expected: 1, 2, 4, 8)");
    }
    end += width;
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
    if (utf8.length >= LARGE) {
      refer(UnsafeByteOperations.unsafeWrap(utf8));
    } else {
      reserve(utf8.length);
      System.arraycopy(utf8, 0, chunk, end, utf8.length);
      end += utf8.length;
    }
  }

  /** Bytes with their length. */
  void putBytes(ByteString bytes) {
    putVarInt(bytes.size());
    if (bytes.size() >= LARGE) {
      refer(bytes);
    } else {
      reserve(bytes.size());
      bytes.copyTo(chunk, end);
      end += bytes.size();
    }
  }

  /** Writes everything; may be called again. */
  void writeTo(OutputStream out) throws IOException {
    for (ByteString part : parts) {
      part.writeTo(out);
    }
    out.write(chunk, begin, end - begin);
  }

  /** Forgets everything, and hands on the chunks. */
  void release() {
    taken.forEach(chunks::giveBack);
    taken.clear();
    parts.clear();
    partsSize = 0;
    chunk = NONE;
    begin = 0;
    end = 0;
  }

  private void refer(ByteString bytes) {
    seal();
    parts.add(bytes);
    partsSize += bytes.size();
  }

  private void reserve(int more) {
    if (end + more > chunk.length) {
      seal();
      chunk = chunks.take();
      taken.add(chunk);
      begin = 0;
      end = 0;
    }
  }

  private void seal() {
    if (end > begin) {
      parts.add(UnsafeByteOperations.unsafeWrap(chunk, begin, end - begin));
      partsSize += end - begin;
      begin = end;
    }
  }
}
