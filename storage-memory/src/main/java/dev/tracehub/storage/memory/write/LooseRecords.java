/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.table.Chunk;
import java.util.BitSet;
import java.util.stream.Stream;

/** The records of a project that belong to no trace: measurements and changes of jobs. */
final class LooseRecords {

  private LooseRecords() {}

  static Stream<Chunk<?>> chunks(ProjectData data) {
    return Stream.concat(data.metrics().chunks().stream(), data.jobs().chunks().stream());
  }

  /** The rows whose time is at most {@code time}. */
  static BitSet upTo(Chunk<?> chunk, long time) {
    BitSet rows = new BitSet();
    rows.set(0, chunk.firstAt(time + 1));
    return rows;
  }
}
