/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/** Gathers one thing about every group. Not thread-safe. */
interface Accumulator {

  /** Adds rows of a chunk. */
  void add(Chunk<Span> chunk, Selection rows);
}
