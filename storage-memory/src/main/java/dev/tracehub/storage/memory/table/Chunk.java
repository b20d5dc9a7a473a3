/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.column.HeapSize;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.column.RowBytes;
import dev.tracehub.storage.memory.column.TraceIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some thousand records as columns, sorted by time, trace and id, with an index by trace and the
 * serialised record of each row. Immutable; a change makes another chunk that shares all else.
 */
public final class Chunk<R extends MessageLite> {

  /** The most rows of a chunk. */
  public static final int MAX_ROWS = 8192;

  private static final int FIELDS_BYTES = 7 * HeapSize.REFERENCE + Integer.BYTES + Long.BYTES;

  private final Schema<R> schema;
  private final LongColumn[] numbers;
  private final DictionaryColumn[] texts;
  private final byte[] marks;
  private final RowBytes bytes;
  private final TraceIndex traces;
  private final long heapBytes;

  Chunk(
      Schema<R> schema,
      LongColumn[] numbers,
      DictionaryColumn[] texts,
      byte[] marks,
      RowBytes bytes) {
    this(
        schema,
        numbers,
        texts,
        marks,
        bytes,
        new TraceIndex(numbers[Schema.TRACE_HIGH], numbers[Schema.TRACE_LOW], marks.length));
  }

  private Chunk(
      Schema<R> schema,
      LongColumn[] numbers,
      DictionaryColumn[] texts,
      byte[] marks,
      RowBytes bytes,
      TraceIndex traces) {
    this.schema = schema;
    this.numbers = numbers;
    this.texts = texts;
    this.marks = marks;
    this.bytes = bytes;
    this.traces = traces;
    this.heapBytes = measure();
  }

  /** Number of rows, at least one. */
  public int rows() {
    return marks.length;
  }

  /** A number column. */
  public LongColumn number(int column) {
    return numbers[column];
  }

  /** A text column. */
  public DictionaryColumn text(int column) {
    return texts[column];
  }

  /** The mark of a row. */
  public byte mark(int row) {
    return marks[row];
  }

  /** The time of a row. */
  public long time(int row) {
    return numbers[Schema.TIME].get(row);
  }

  /** The index by trace. */
  public TraceIndex traces() {
    return traces;
  }

  /** The record of a row. */
  public R read(int row) {
    RowBytes.Slice slice = bytes.slice(row);
    try {
      R record = schema.parser().parseFrom(slice.array(), slice.offset(), slice.length());
      return schema.marked(record, marks[row]);
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored record cannot be read", e);
    }
  }

  /** The serialised record of a row, as it was stored: without regard to its mark. */
  public RowBytes.Slice slice(int row) {
    return bytes.slice(row);
  }

  /** Serialised size of the record of a row. */
  public int length(int row) {
    return bytes.length(row);
  }

  /** The first row whose time is at least {@code time}; the number of rows when there is none. */
  public int firstAt(long time) {
    int low = 0;
    int high = rows();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Orders rows of chunks of one schema by time, trace and id. */
  public static int compare(Chunk<?> a, int rowA, Chunk<?> b, int rowB) {
    int order = Long.compare(a.time(rowA), b.time(rowB));
    for (int column = Schema.TRACE_HIGH; order == 0 && column <= Schema.ID; column++) {
      order = Long.compareUnsigned(a.numbers[column].get(rowA), b.numbers[column].get(rowB));
    }
    return order;
  }

  /** Bytes of heap. */
  public long heapBytes() {
    return heapBytes;
  }

  RowBytes bytes() {
    return bytes;
  }

  /** The same rows with some marks changed. */
  Chunk<R> withMarks(List<Mark<R>> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    byte[] changed = marks.clone();
    changes.forEach(change -> changed[change.row()] = change.mark());
    return new Chunk<>(schema, numbers, texts, changed, bytes, traces);
  }

  /** The same rows with some records replaced. */
  Chunk<R> with(List<Replacement<R>> replacements) {
    if (replacements.isEmpty()) {
      return this;
    }
    Map<Integer, R> records = new HashMap<>();
    replacements.forEach(change -> records.put(change.row(), change.record()));
    LongColumn[] changed = numbers.clone();
    for (int column = 0; column < changed.length; column++) {
      changed[column] = with(records, column);
    }
    RowBytes.Builder builder = new RowBytes.Builder(rows());
    for (int row = 0; row < rows(); row++) {
      R record = records.get(row);
      if (record == null) {
        builder.addFrom(bytes, row);
      } else {
        builder.add(record);
      }
    }
    return new Chunk<>(schema, changed, texts, marks, builder.build(), traces);
  }

  /** A column with the values of new records; the same one where these are the old ones. */
  private LongColumn with(Map<Integer, R> records, int column) {
    LongColumn old = numbers[column];
    boolean same =
        records.entrySet().stream()
            .allMatch(entry -> old.get(entry.getKey()) == schema.number(column, entry.getValue()));
    if (same) {
      return old;
    }
    long[] values = new long[rows()];
    for (int row = 0; row < values.length; row++) {
      R record = records.get(row);
      values[row] = record == null ? old.get(row) : schema.number(column, record);
    }
    return LongColumn.of(values, values.length);
  }

  private long measure() {
    long total =
        HeapSize.object(FIELDS_BYTES)
            + HeapSize.array(numbers.length, HeapSize.REFERENCE)
            + HeapSize.array(texts.length, HeapSize.REFERENCE)
            + HeapSize.array(marks.length, 1)
            + bytes.heapBytes()
            + traces.heapBytes();
    for (LongColumn column : numbers) {
      total += column.heapBytes();
    }
    for (DictionaryColumn column : texts) {
      total += column.heapBytes();
    }
    return total;
  }
}
