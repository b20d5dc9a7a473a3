/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.memory.column.RowBytes;
import dev.tracehub.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Reads some fields of serialised spans and skips over the others, payloads above all, without
 * decoding them. Thread-safe.
 */
public final class PartialSpans {

  /** Tag of the key in an entry of a map, which our own encoder always puts first. */
  private static final int KEY_TAG = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;

  private final BitSet fields;
  private final Optional<byte[]> mapKey;

  private PartialSpans(BitSet fields, Optional<byte[]> mapKey) {
    this.fields = fields;
    this.mapKey = mapKey;
  }

  /** Reads the fields of these numbers. */
  public static PartialSpans fields(int... numbers) {
    BitSet fields = new BitSet();
    for (int number : numbers) {
      fields.set(number);
    }
    return new PartialSpans(fields, Optional.empty());
  }

  /** Reads all fields but those of these numbers. */
  public static PartialSpans without(int... numbers) {
    BitSet fields = new BitSet();
    Span.getDescriptor().getFields().forEach(field -> fields.set(field.getNumber()));
    for (int number : numbers) {
      fields.clear(number);
    }
    return new PartialSpans(fields, Optional.empty());
  }

  /** Reads one attribute. */
  public static PartialSpans attribute(String key) {
    return entry(Span.ATTRIBUTES_FIELD_NUMBER, key);
  }

  /** Reads one attribute of the resource. */
  public static PartialSpans resourceAttribute(String key) {
    return entry(Span.RESOURCE_ATTRIBUTES_FIELD_NUMBER, key);
  }

  private static PartialSpans entry(int field, String key) {
    BitSet fields = new BitSet();
    fields.set(field);
    return new PartialSpans(fields, Optional.of(key.getBytes(StandardCharsets.UTF_8)));
  }

  /** A span that has those fields of the record, and none of the others. */
  public Span read(RowBytes.Slice record) {
    CodedInputStream in =
        CodedInputStream.newInstance(record.array(), record.offset(), record.length());
    Span.Builder part = Span.newBuilder();
    // Neighbouring fields are decoded in one go.
    int runStart = 0;
    try {
      while (!in.isAtEnd()) {
        int fieldStart = in.getTotalBytesRead();
        int tag = in.readTag();
        boolean wanted = fields.get(WireFormat.getTagFieldNumber(tag)) && isWantedEntry(record, in);
        in.skipField(tag);
        if (!wanted) {
          merge(part, record, runStart, fieldStart);
          runStart = in.getTotalBytesRead();
        }
      }
      merge(part, record, runStart, record.length());
    } catch (IOException e) {
      throw StorageException.internal("a stored span cannot be read", e);
    }
    return part.buildPartial();
  }

  private static void merge(Span.Builder part, RowBytes.Slice record, int from, int to)
      throws IOException {
    if (from < to) {
      part.mergeFrom(record.array(), record.offset() + from, to - from);
    }
  }

  /** Looks ahead at the key of a map's entry; the stream stays before the entry. */
  private boolean isWantedEntry(RowBytes.Slice record, CodedInputStream in) throws IOException {
    if (mapKey.isEmpty()) {
      return true;
    }
    int at = record.offset() + in.getTotalBytesRead();
    int left = record.length() - in.getTotalBytesRead();
    CodedInputStream ahead = CodedInputStream.newInstance(record.array(), at, left);
    ahead.readRawVarint32();
    if (ahead.readTag() != KEY_TAG) {
      return true;
    }
    int length = ahead.readRawVarint32();
    int from = at + ahead.getTotalBytesRead();
    byte[] key = mapKey.get();
    return Arrays.equals(record.array(), from, from + length, key, 0, key.length);
  }
}
