/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.v1.Span;
import java.util.function.Function;

/**
 * A place among rows. Ids are compared as the texts they are in lists, because a place need not be
 * that of a row and its id any text.
 *
 * @param place the place
 * @param id the id of a row in the list: its trace's, or its trace's and its own
 */
record RowKey(Place place, Function<RowRef<Span>, String> id) {

  long time() {
    return place.timeNanos();
  }

  /** The sign of row - place. */
  int compare(Chunk<Span> chunk, int row) {
    int order = Long.compare(chunk.time(row), place.timeNanos());
    return order != 0
        ? order
        : CodePointOrder.INSTANCE.compare(id.apply(new RowRef<>(chunk, row)), place.id());
  }
}
