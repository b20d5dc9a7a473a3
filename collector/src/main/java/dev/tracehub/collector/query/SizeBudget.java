/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;

/** What is left of an answer's size. Not thread-safe. */
final class SizeBudget {

  private long left;

  SizeBudget(long bytes) {
    this.left = bytes;
  }

  /** Takes what the message needs as an element of a list; false, taking nothing, if it is more. */
  boolean take(Message element) {
    return take(sizeOf(element));
  }

  /** Takes so many bytes; false, taking nothing, if fewer are left. */
  boolean take(long bytes) {
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  private static long sizeOf(Message element) {
    int size = element.getSerializedSize();
    return 1L + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
  }
}
