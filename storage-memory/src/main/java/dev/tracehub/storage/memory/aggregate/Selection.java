/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import java.util.Arrays;

/** Rows of one chunk and the group of each. A row stands in it once for each of its groups. */
final class Selection {

  private int[] rows = new int[0];
  private int[] groups = new int[0];
  private int size;
  private int groupCount;

  int size() {
    return size;
  }

  int row(int index) {
    return rows[index];
  }

  int group(int index) {
    return groups[index];
  }

  /** How many groups there are, those of other chunks among them. */
  int groupCount() {
    return groupCount;
  }

  void setGroup(int index, int group) {
    groups[index] = group;
  }

  void setGroupCount(int count) {
    groupCount = count;
  }

  void clear() {
    size = 0;
  }

  void add(int row, int group) {
    if (size == rows.length) {
      int length = Math.max(1024, 2 * size);
      rows = Arrays.copyOf(rows, length);
      groups = Arrays.copyOf(groups, length);
    }
    rows[size] = row;
    groups[size] = group;
    size++;
  }
}
