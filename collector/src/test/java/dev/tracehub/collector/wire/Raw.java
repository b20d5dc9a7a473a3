/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the wire format by hand, right or wrong. */
public final class Raw {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Any bytes. */
  public Raw bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  /** Any bytes. */
  public Raw append(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public Raw tag(int field, int wireType) {
    return varint((long) field << 3 | wireType);
  }

  public Raw varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public Raw number(int field, long value) {
    return tag(field, 0).varint(value);
  }

  public Raw fixed64(int field, long value) {
    tag(field, 1);
    for (int shift = 0; shift < 64; shift += 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  public Raw text(int field, String value) {
    return value(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public Raw value(int field, byte[] value) {
    return tag(field, 2).varint(value.length).append(value);
  }

  public Raw message(int field, Raw message) {
    return value(field, message.toBytes());
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
