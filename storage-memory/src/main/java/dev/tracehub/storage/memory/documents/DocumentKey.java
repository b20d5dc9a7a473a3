/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import dev.tracehub.storage.CodePointOrder;

/** Names a document. Orders by kind, then by id, both by code point. */
record DocumentKey(String kind, String id) implements Comparable<DocumentKey> {

  @Override
  public int compareTo(DocumentKey other) {
    int byKind = CodePointOrder.INSTANCE.compare(kind, other.kind);
    return byKind != 0 ? byKind : CodePointOrder.INSTANCE.compare(id, other.id);
  }
}
