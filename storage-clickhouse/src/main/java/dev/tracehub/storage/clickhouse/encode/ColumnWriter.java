/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.List;

/**
 * Takes the values of one column, a row after the other. Each column takes the values of its type
 * alone. Not thread-safe.
 */
public abstract class ColumnWriter {

  ColumnWriter() {}

  /** A whole number; also an enumeration's number, nanoseconds, 0 and 1 for a truth value. */
  public void whole(long value) {
    throw wrong("a whole number");
  }

  /** A truth value. */
  public final void flag(boolean value) {
    whole(value ? 1 : 0);
  }

  /** A real number. */
  public void real(double value) {
    throw wrong("a real number");
  }

  /** An amount in units of 10^-18. */
  public void money(BigInteger units) {
    throw wrong("an amount");
  }

  /** A text. */
  public void text(String value) {
    throw wrong("a text");
  }

  /** Bytes where texts are kept. */
  public void bytes(ByteString value) {
    throw wrong("bytes");
  }

  /** An id of 16 bytes, big-endian. */
  public void id(long high, long low) {
    throw wrong("an id");
  }

  /** Begins a list or a map: that many values, or keys and values, follow. */
  public void size(int elements) {
    throw wrong("a list");
  }

  /** Takes the keys of the map that has begun. */
  public ColumnWriter keys() {
    throw wrong("a map");
  }

  /** Takes the values of the map or the list that has begun. */
  public ColumnWriter values() {
    throw wrong("a list");
  }

  /** A list of texts. */
  public final void texts(List<String> elements) {
    size(elements.size());
    ColumnWriter values = values();
    for (String element : elements) {
      values.text(element);
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(getClass().getSimpleName() + " does not take " + what);
  }
}
