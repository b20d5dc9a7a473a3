/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message in its wire form, in the making. Fields are written in any order and, but for the
 * elements of a oneof or a nested message, also where they have their default. Not thread-safe.
 *
 * <p>The length of a nested message is written when its end is known: one byte is kept for it, and
 * what is longer than 127 bytes moves. That is cheaper than a second look at every text for its
 * length, because nearly everything nested is an attribute.
 */
public final class ProtoWriter {

  private static final int FIRST_CAPACITY = 1 << 10;

  /** Beyond this, what one large message needed is not kept: {@value} bytes. */
  private static final int LARGEST_KEPT = 256 << 10;

  private static final int MOST_VARINT_BYTES = 10;

  /** Longer texts go through the JDK's encoder, which is faster and makes a copy. */
  private static final int SHORT_TEXT = 1 << 10;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int size;

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** Begins an empty message. */
  public void clear() {
    size = 0;
    if (buffer.length > LARGEST_KEPT) {
      buffer = new byte[FIRST_CAPACITY];
    }
  }

  /** Copies what was written, which must fit. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(buffer, 0, target, offset, size);
  }

  /** A text. */
  public void string(int field, String value) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    if (value.length() > SHORT_TEXT) {
      bytes(value.getBytes(StandardCharsets.UTF_8));
      return;
    }
    int start = open();
    utf8(value);
    close(start);
  }

  /** A text that is left out when it is empty, as is every default of a field without presence. */
  public void stringUnlessEmpty(int field, String value) {
    if (!value.isEmpty()) {
      string(field, value);
    }
  }

  /** The sixteen hexadecimal digits of a number, in lower case. */
  public void hex(int field, long value) {
    int start = begin(field);
    digits(value);
    end(start);
  }

  /** The hexadecimal digits of two numbers, one after the other. */
  public void hex(int field, long high, long low) {
    int start = begin(field);
    digits(high);
    digits(low);
    end(start);
  }

  private void digits(long value) {
    ensure(2 * Long.BYTES);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      buffer[size++] = HEX[(int) (value >>> shift) & 0xf];
    }
  }

  /** An int64, uint64, int32, uint32 or enum. */
  public void varint(int field, long value) {
    tag(field, WireFormat.WIRETYPE_VARINT);
    varint(value);
  }

  /** A bool. */
  public void bool(int field, boolean value) {
    varint(field, value ? 1 : 0);
  }

  /** A fixed64 or sfixed64. */
  public void fixed64(int field, long value) {
    tag(field, WireFormat.WIRETYPE_FIXED64);
    ensure(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  /** A double. */
  public void float64(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A fixed32 or sfixed32. */
  public void fixed32(int field, int value) {
    tag(field, WireFormat.WIRETYPE_FIXED32);
    ensure(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  /**
   * Begins a nested message.
   *
   * @return for {@link #end}
   */
  public int begin(int field) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return open();
  }

  /** Ends the nested message that {@link #begin} answered this for; the innermost first. */
  public void end(int begun) {
    close(begun);
  }

  /** A nested message that exists already. */
  public void message(int field, MessageLite message) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    varint(message.getSerializedSize());
    fields(message);
  }

  /** The fields of a message, as fields of the one that is written. */
  public void fields(MessageLite message) {
    int length = message.getSerializedSize();
    ensure(length);
    CodedOutputStream out = CodedOutputStream.newInstance(buffer, size, length);
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("a message changed while it was written", e);
    }
    size += length;
  }

  private void bytes(byte[] value) {
    varint(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    ensure(MOST_VARINT_BYTES);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      buffer[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    buffer[size++] = (byte) left;
  }

  private int open() {
    ensure(1);
    return size++;
  }

  private void close(int at) {
    int length = size - at - 1;
    int lengthBytes = CodedOutputStream.computeUInt32SizeNoTag(length);
    if (lengthBytes > 1) {
      ensure(lengthBytes - 1);
      System.arraycopy(buffer, at + 1, buffer, at + lengthBytes, length);
    }
    size = at;
    varint(length);
    size += length;
  }

  private void utf8(String value) {
    int length = value.length();
    // A char is at most three bytes; a pair is four.
    ensure(3 * length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = at;
        rest(value, i);
        return;
      }
      buffer[at++] = (byte) c;
    }
    size = at;
  }

  private void rest(String value, int from) {
    // A half of a surrogate pair becomes a question mark, as the JDK does it.
    byte[] bytes = value.substring(from).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      long wanted = Math.max(2L * buffer.length, (long) size + more);
      if (size + (long) more > Integer.MAX_VALUE - Long.BYTES) {
        throw new IllegalStateException("message: more than 2 GiB");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - Long.BYTES));
    }
  }
}
