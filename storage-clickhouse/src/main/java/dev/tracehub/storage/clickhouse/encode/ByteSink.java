/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
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

  /** A column of a few rows is to stay small. */
  private static final int FIRST_CHUNK = LARGE;

  /** None is so large that a garbage collector treats it apart. */
  private static final int LARGEST_CHUNK = 1 << 16;

  private static final byte[] NONE = {};

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<ByteString> parts = new ArrayList<>();
  private byte[] chunk = NONE;
  private int begin;
  private int end;
  private long partsSize;

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
    ByteOutput copy = new ToStream(out);
    for (ByteString part : parts) {
      UnsafeByteOperations.unsafeWriteTo(part, copy);
    }
    out.write(chunk, begin, end - begin);
  }

  /** Bytes go to the stream from where they lie: the stream copies them itself. */
  private static final class ToStream extends ByteOutput {

    private final OutputStream out;

    ToStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] value, int offset, int length) throws IOException {
      out.write(value, offset, length);
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) throws IOException {
      out.write(value, offset, length);
    }

    @Override
    public void write(ByteBuffer value) throws IOException {
      byte[] bytes = new byte[value.remaining()];
      value.get(bytes);
      out.write(bytes);
    }

    @Override
    public void writeLazy(ByteBuffer value) throws IOException {
      write(value);
    }
  }

  private void refer(ByteString bytes) {
    seal();
    parts.add(bytes);
    partsSize += bytes.size();
  }

  private void reserve(int more) {
    if (end + more > chunk.length) {
      seal();
      chunk = new byte[Math.max(FIRST_CHUNK, Math.min(LARGEST_CHUNK, 4 * chunk.length))];
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
