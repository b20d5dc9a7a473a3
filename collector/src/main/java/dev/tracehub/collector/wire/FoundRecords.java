/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static java.util.Comparator.reverseOrder;

import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.v1.RejectedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The records of the batch at hand and what is wrong with some: what both walkers share. */
final class FoundRecords {

  private record Range(int start, int end) {}

  private static final byte[] NOTHING = new byte[0];

  private final MessageShape root;
  private final IngestLimits limits;
  private final int mostNamed;
  private final RecordWalk walk;
  private final RecordTable table = new RecordTable();
  private final List<RejectedRecord> named = new ArrayList<>();
  private final List<Range> groups = new ArrayList<>();
  private byte[] batch = NOTHING;
  private int numbersBefore;

  /**
   * @param root the shape of the batch
   * @param mostNamed the most rejected records to name
   */
  FoundRecords(MessageShape root, IngestLimits limits, int mostNamed) {
    this.root = root;
    this.limits = limits;
    this.mostNamed = mostNamed;
    this.walk = new RecordWalk(new MessageWalk(limits));
  }

  void begin(byte[] newBatch, TimeBounds bounds) {
    batch = newBatch;
    table.clear();
    named.clear();
    groups.clear();
    walk.begin(newBatch, bounds);
    numbersBefore = walk.listNumbers();
  }

  RecordTable table() {
    return table;
  }

  List<RejectedRecord> named() {
    return List.copyOf(named);
  }

  /**
   * Walks a record.
   *
   * @param start where the field that holds it begins
   * @param from where the record itself begins
   */
  void add(RecordType type, MessageShape shape, int index, int start, int from, int end) {
    int record = table.add(type, start, end, index);
    try {
      if (end - from > limits.recordBytes()) {
        throw WireFault.tooLarge(
            start, (end - from) + " bytes (expected: at most " + limits.recordBytes() + ")");
      }
      walk.record(type, shape, from, end);
      table.identify(record, walk.traceHigh, walk.traceLow, walk.id, walk.contentHash);
    } catch (WireFault fault) {
      reject(record, fault);
    }
  }

  /** Numbers in lists of numbers of the records so far. */
  int listNumbers() {
    return walk.listNumbers() - numbersBefore;
  }

  /** Rejects a record for a fault at a position in the batch or of a field of the record. */
  void reject(int record, WireFault fault) {
    table.decide(record, Verdict.REJECTED);
    if (named.size() < mostNamed) {
      named.add(
          RejectedRecord.newBuilder()
              .setKind(table.type(record).kind())
              .setIndex(table.index(record))
              .setId(IdTexts.of(table.type(record), batch, table.start(record), table.end(record)))
              .setCode(fault.code())
              .setField(path(record, fault))
              .setReason(fault.reason())
              .build());
    }
  }

  /** The path of a fault of the batch itself. */
  String path(WireFault fault) {
    return join(
        fault.position() < 0 ? "" : FieldPaths.of(root, batch, 0, batch.length, fault.position()),
        fault.field());
  }

  private String path(int record, WireFault fault) {
    int start = table.start(record);
    int position = fault.position() >= 0 ? fault.position() : start;
    RecordType type = table.type(record);
    if (type.isOtlp()) {
      // From the start of the batch, which is affordable because only the first few are named.
      return join(FieldPaths.of(root, batch, 0, batch.length, position), fault.field());
    }
    String path = FieldPaths.of(root, batch, start, table.end(record), position);
    String inside = path.substring((type.list() + "[0]").length());
    return join(type.list() + "[" + table.index(record) + "]" + inside, fault.field());
  }

  private static String join(String path, String field) {
    return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
  }

  /** Cuts out a group whose records are all rejected, with what it has besides them. */
  void cut(int start, int end) {
    groups.add(new Range(start, end));
  }

  /** The batch without the records that were not accepted. */
  byte[] accepted() {
    List<Range> ranges = new ArrayList<>(groups);
    for (int record = 0; record < table.size(); record++) {
      if (table.verdict(record) != Verdict.ACCEPTED) {
        ranges.add(new Range(table.start(record), table.end(record)));
      }
    }
    if (!groups.isEmpty()) {
      // What encloses others comes first.
      ranges.sort(Comparator.comparingInt(Range::start).thenComparing(Range::end, reverseOrder()));
    }
    Edits edits = new Edits();
    int done = 0;
    for (Range range : ranges) {
      if (range.end() > done) {
        edits.delete(range.start(), range.end());
        done = range.end();
      }
    }
    return MessageEditor.apply(root, batch, edits);
  }

  void forget() {
    batch = NOTHING;
    walk.forget();
    named.clear();
  }
}
