/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.column.RowBytes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes chunks: of records, or of rows of other chunks. Not thread-safe; builds once. */
final class ChunkBuilder<R extends MessageLite> {

  private final Schema<R> schema;
  private final List<RowRef<R>> rows = new ArrayList<>();

  ChunkBuilder(Schema<R> schema) {
    this.schema = schema;
  }

  /** A chunk of records, which must be sorted by the key. */
  static <R extends MessageLite> Chunk<R> ofSorted(Schema<R> schema, List<Keyed<R>> records) {
    int count = records.size();
    LongColumn[] numbers = new LongColumn[schema.numbers()];
    long[] scratch = new long[count];
    for (int column = 0; column < numbers.length; column++) {
      for (int i = 0; i < count; i++) {
        scratch[i] = schema.number(column, records.get(i).record());
      }
      numbers[column] = LongColumn.of(scratch, count);
    }
    DictionaryColumn[] texts = new DictionaryColumn[schema.texts()];
    for (int column = 0; column < texts.length; column++) {
      DictionaryColumn.Builder builder = new DictionaryColumn.Builder(count);
      for (Keyed<R> keyed : records) {
        builder.add(schema.text(column, keyed.record()));
      }
      texts[column] = builder.build();
    }
    byte[] marks = new byte[count];
    RowBytes.Builder bytes = new RowBytes.Builder(count);
    for (int i = 0; i < count; i++) {
      marks[i] = schema.mark(records.get(i).record());
      bytes.add(records.get(i).record());
    }
    return new Chunk<>(schema, numbers, texts, marks, bytes.build());
  }

  /** Takes over the rows of a chunk that are not set in {@code dropped}. */
  void add(Chunk<R> chunk, BitSet dropped) {
    for (int row = dropped.nextClearBit(0);
        row < chunk.rows();
        row = dropped.nextClearBit(row + 1)) {
      rows.add(new RowRef<>(chunk, row));
    }
  }

  /** The chunk of the rows that were added, at least one. */
  Chunk<R> build() {
    // Runs that are sorted already, which is what chunks are, cost one comparison a row.
    rows.sort((a, b) -> Chunk.compare(a.chunk(), a.row(), b.chunk(), b.row()));
    return new Chunk<>(schema, numbers(), texts(), marks(), bytes());
  }

  private LongColumn[] numbers() {
    LongColumn[] numbers = new LongColumn[schema.numbers()];
    long[] scratch = new long[rows.size()];
    for (int column = 0; column < numbers.length; column++) {
      for (int i = 0; i < scratch.length; i++) {
        RowRef<R> ref = rows.get(i);
        scratch[i] = ref.chunk().number(column).get(ref.row());
      }
      numbers[column] = LongColumn.of(scratch, scratch.length);
    }
    return numbers;
  }

  private DictionaryColumn[] texts() {
    DictionaryColumn[] texts = new DictionaryColumn[schema.texts()];
    for (int column = 0; column < texts.length; column++) {
      texts[column] = text(column);
    }
    return texts;
  }

  private DictionaryColumn text(int column) {
    DictionaryColumn.Builder builder = new DictionaryColumn.Builder(rows.size());
    Translations translations = new Translations(column, builder);
    for (RowRef<R> ref : rows) {
      translations.of(ref.chunk()).add(ref.row());
    }
    return builder.build();
  }

  private byte[] marks() {
    byte[] marks = new byte[rows.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = rows.get(i).mark();
    }
    return marks;
  }

  private RowBytes bytes() {
    RowBytes.Builder bytes = new RowBytes.Builder(rows.size());
    for (RowRef<R> ref : rows) {
      bytes.addFrom(ref.chunk().bytes(), ref.row());
    }
    return bytes.build();
  }

  /** A record and its key. */
  record Keyed<R extends MessageLite>(R record, long time, long high, long low, long id)
      implements Comparable<Keyed<R>> {

    static <R extends MessageLite> Keyed<R> of(Schema<R> schema, R record) {
      return new Keyed<>(
          record,
          schema.number(Schema.TIME, record),
          schema.number(Schema.TRACE_HIGH, record),
          schema.number(Schema.TRACE_LOW, record),
          schema.number(Schema.ID, record));
    }

    @Override
    public int compareTo(Keyed<R> other) {
      int order = Long.compare(time, other.time);
      order = order != 0 ? order : Long.compareUnsigned(high, other.high);
      order = order != 0 ? order : Long.compareUnsigned(low, other.low);
      return order != 0 ? order : Long.compareUnsigned(id, other.id);
    }
  }

  /** One translation of a text column for each source; sources come in long runs. */
  private final class Translations {

    private final int column;
    private final DictionaryColumn.Builder target;
    private final List<Chunk<R>> sources = new ArrayList<>();
    private final List<DictionaryColumn.Translation> translations = new ArrayList<>();

    Translations(int column, DictionaryColumn.Builder target) {
      this.column = column;
      this.target = target;
    }

    DictionaryColumn.Translation of(Chunk<R> source) {
      for (int i = 0; i < sources.size(); i++) {
        if (sources.get(i) == source) {
          return translations.get(i);
        }
      }
      sources.add(source);
      DictionaryColumn.Translation made =
          new DictionaryColumn.Translation(source.text(column), target);
      translations.add(made);
      return made;
    }
  }
}
