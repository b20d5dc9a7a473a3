/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import com.google.protobuf.MessageLite;

/**
 * What a record will take before its chunk is built: its bytes and a round figure for its columns.
 * Serves to choose what to evict and to bound one trace; the bound of the store itself is kept by
 * the chunks' own sizes.
 */
final class Footprint {

  private static final int COLUMNS = 100;

  private Footprint() {}

  static long of(MessageLite record) {
    return (long) record.getSerializedSize() + COLUMNS;
  }
}
