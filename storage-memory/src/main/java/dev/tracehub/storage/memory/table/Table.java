/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.memory.table.ChunkBuilder.Keyed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records of one kind of one project: a list of chunks in the order of their arrival. Immutable;
 * changes make another table.
 *
 * <p>Appended chunks are merged with the ones before them as long as those are no larger, so that
 * there are few small chunks and a row is copied a number of times that is logarithmic in the size
 * of a chunk.
 */
public final class Table<R extends MessageLite> {

  /** Bounds what one merge copies. */
  private static final long MAX_CHUNK_BYTES = 16L << 20;

  private static final BitSet NONE = new BitSet();

  private final Schema<R> schema;
  private final List<Chunk<R>> chunks;
  private final long rows;
  private final long heapBytes;

  private Table(Schema<R> schema, List<Chunk<R>> chunks) {
    this.schema = schema;
    this.chunks = List.copyOf(chunks);
    this.rows = chunks.stream().mapToLong(Chunk::rows).sum();
    this.heapBytes = chunks.stream().mapToLong(Chunk::heapBytes).sum();
  }

  /** A table without rows. */
  public static <R extends MessageLite> Table<R> empty(Schema<R> schema) {
    return new Table<>(schema, List.of());
  }

  /** The chunks in the order of their arrival. */
  public List<Chunk<R>> chunks() {
    return chunks;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Bytes of heap of the chunks. */
  public long heapBytes() {
    return heapBytes;
  }

  /** The row with these ids. */
  public Optional<RowRef<R>> find(long traceHigh, long traceLow, long id) {
    for (Chunk<R> chunk : chunks) {
      int row = chunk.traces().first(traceHigh, traceLow);
      while (row >= 0) {
        if (chunk.number(Schema.ID).get(row) == id) {
          return Optional.of(new RowRef<>(chunk, row));
        }
        row = chunk.traces().next(row);
      }
    }
    return Optional.empty();
  }

  /** The rows of a trace by time and id. */
  public List<RowRef<R>> trace(long traceHigh, long traceLow) {
    List<RowRef<R>> found = new ArrayList<>();
    for (Chunk<R> chunk : chunks) {
      int row = chunk.traces().first(traceHigh, traceLow);
      while (row >= 0) {
        found.add(new RowRef<>(chunk, row));
        row = chunk.traces().next(row);
      }
    }
    found.sort((a, b) -> Chunk.compare(a.chunk(), a.row(), b.chunk(), b.row()));
    return found;
  }

  /** This table and these records. */
  public Table<R> plus(List<R> records) {
    if (records.isEmpty()) {
      return this;
    }
    List<Keyed<R>> sorted =
        records.stream().map(record -> Keyed.of(schema, record)).sorted().toList();
    List<Chunk<R>> result = new ArrayList<>(chunks);
    int from = 0;
    while (from < sorted.size()) {
      int to = endOfChunk(sorted, from);
      result.add(ChunkBuilder.ofSorted(schema, sorted.subList(from, to)));
      mergeTail(result);
      from = to;
    }
    return new Table<>(schema, result);
  }

  /** This table with some marks changed and some records replaced. */
  public Table<R> with(List<Mark<R>> marks, List<Replacement<R>> replacements) {
    if (marks.isEmpty() && replacements.isEmpty()) {
      return this;
    }
    Map<Chunk<R>, List<Mark<R>>> marksOf =
        marks.stream().collect(Collectors.groupingBy(mark -> mark.ref().chunk()));
    Map<Chunk<R>, List<Replacement<R>>> replacementsOf =
        replacements.stream().collect(Collectors.groupingBy(change -> change.ref().chunk()));
    List<Chunk<R>> result = new ArrayList<>(chunks);
    result.replaceAll(
        chunk ->
            chunk
                .with(replacementsOf.getOrDefault(chunk, List.of()))
                .withMarks(marksOf.getOrDefault(chunk, List.of())));
    return new Table<>(schema, result);
  }

  /**
   * This table without the rows that {@code dropped} names for each chunk. Chunks that lose rows
   * are written anew, small neighbours together, so that the memory of what is gone is free at
   * once.
   */
  public Table<R> without(Function<Chunk<R>, BitSet> dropped) {
    List<Chunk<R>> result = new ArrayList<>();
    Compaction compaction = new Compaction(result);
    for (Chunk<R> chunk : chunks) {
      compaction.add(chunk, dropped.apply(chunk));
    }
    compaction.flush();
    return new Table<>(schema, result);
  }

  private int endOfChunk(List<Keyed<R>> sorted, int from) {
    long bytes = 0;
    int to = from;
    while (to < sorted.size() && to - from < Chunk.MAX_ROWS && bytes < MAX_CHUNK_BYTES) {
      bytes += sorted.get(to).record().getSerializedSize();
      to++;
    }
    return to;
  }

  private void mergeTail(List<Chunk<R>> list) {
    int from = list.size() - 1;
    long tailRows = list.get(from).rows();
    long tailBytes = list.get(from).heapBytes();
    while (from > 0
        && list.get(from - 1).rows() <= tailRows
        && tailRows + list.get(from - 1).rows() <= Chunk.MAX_ROWS
        && tailBytes + list.get(from - 1).heapBytes() <= MAX_CHUNK_BYTES) {
      from--;
      tailRows += list.get(from).rows();
      tailBytes += list.get(from).heapBytes();
    }
    List<Chunk<R>> tail = list.subList(from, list.size());
    if (tail.size() > 1) {
      ChunkBuilder<R> builder = new ChunkBuilder<>(schema);
      tail.forEach(chunk -> builder.add(chunk, NONE));
      tail.clear();
      list.add(builder.build());
    }
  }

  /** Gathers neighbouring chunks until they make a full one. */
  private final class Compaction {

    private final List<Chunk<R>> result;
    private final List<Chunk<R>> group = new ArrayList<>();
    private final List<BitSet> dropped = new ArrayList<>();
    private long groupRows;
    private long groupBytes;

    Compaction(List<Chunk<R>> result) {
      this.result = result;
    }

    void add(Chunk<R> chunk, BitSet drop) {
      int kept = chunk.rows() - drop.cardinality();
      if (kept == 0) {
        return;
      }
      long bytes = chunk.heapBytes() * kept / chunk.rows();
      if (groupRows + kept > Chunk.MAX_ROWS || groupBytes + bytes > MAX_CHUNK_BYTES) {
        flush();
      }
      group.add(chunk);
      dropped.add(drop);
      groupRows += kept;
      groupBytes += bytes;
    }

    void flush() {
      if (group.size() == 1 && dropped.get(0).isEmpty()) {
        result.add(group.get(0));
      } else if (!group.isEmpty()) {
        ChunkBuilder<R> builder = new ChunkBuilder<>(schema);
        for (int i = 0; i < group.size(); i++) {
          builder.add(group.get(i), dropped.get(i));
        }
        result.add(builder.build());
      }
      group.clear();
      dropped.clear();
      groupRows = 0;
      groupBytes = 0;
    }
  }
}
