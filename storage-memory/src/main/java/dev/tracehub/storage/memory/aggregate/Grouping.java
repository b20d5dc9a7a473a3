/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every row its group: a number for each combination of keys, made key by key from the number
 * of the combination so far and the code of the next key. Not thread-safe.
 */
final class Grouping {

  /** Keeps one question from taking the whole heap. */
  static final int MAX_GROUPS = 1_000_000;

  private final List<GroupKey> keys;
  private final List<LongIds> combinations = new ArrayList<>();
  private final Selection selection = new Selection();
  private boolean anyRow;

  Grouping(List<GroupKey> keys) {
    this.keys = keys;
    keys.forEach(key -> combinations.add(new LongIds()));
  }

  /** The matching rows of a chunk from one row to before another, with their groups. */
  Selection select(Chunk<Span> chunk, RowPredicate predicate, int from, int to) {
    selection.clear();
    for (int row = from; row < to; row++) {
      if (predicate.test(row)) {
        selection.add(row, 0);
      }
    }
    anyRow |= selection.size() > 0;
    for (int level = 0; level < keys.size() && selection.size() > 0; level++) {
      assign(keys.get(level).in(chunk), combinations.get(level));
    }
    selection.setGroupCount(groups());
    return selection;
  }

  /** How many groups there are. */
  int groups() {
    if (keys.isEmpty()) {
      return anyRow ? 1 : 0;
    }
    return combinations.get(keys.size() - 1).size();
  }

  /** The codes of a group, one for each key. */
  int[] codes(int group) {
    int[] codes = new int[keys.size()];
    int id = group;
    for (int level = keys.size() - 1; level >= 0; level--) {
      long combination = combinations.get(level).keyOf(id);
      codes[level] = (int) combination;
      id = (int) (combination >>> 32);
    }
    return codes;
  }

  private void assign(GroupKey.RowCodes codes, LongIds ids) {
    int rows = selection.size();
    long last = -1;
    int lastId = -1;
    for (int i = 0; i < rows; i++) {
      int row = selection.row(i);
      long before = (long) selection.group(i) << 32;
      for (int more = 1; more < codes.count(row); more++) {
        selection.add(row, ids.idOf(before | codes.code(row, more)));
      }
      long combination = before | codes.code(row, 0);
      if (combination != last) {
        last = combination;
        lastId = ids.idOf(combination);
      }
      selection.setGroup(i, lastId);
    }
    if (ids.size() > MAX_GROUPS) {
      throw StorageException.invalid(
          "groupBy: more than "
              + MAX_GROUPS
              + " groups (expected: fewer; narrow the range or the filter)");
    }
  }
}
