/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.v1.Payload;

/** Where the content of a payload is kept, with the schema's numbers. */
enum PayloadPlace {
  /** There is no content. */
  NONE(0),
  /** All of it is in the span's row. */
  HEAD(1),
  /** All of it is in {@code payloads}, the head of a text in the span's row too. */
  PAYLOADS(2);

  private final int number;

  PayloadPlace(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static PayloadPlace of(Payload payload) {
    return switch (payload.getContentCase()) {
      case TEXT -> PayloadHeads.isWhole(payload) ? HEAD : PAYLOADS;
      case DATA -> payload.getData().isEmpty() ? NONE : PAYLOADS;
      case CONTENT_NOT_SET -> NONE;
    };
  }

  /** What the span's row has of the content, in UTF-8. */
  static ByteString headOf(Payload payload) {
    return payload.hasText() ? PayloadHeads.utf8Of(payload) : ByteString.EMPTY;
  }

  /** The size that a view of the head tells; as it was said, where the row has all. */
  static long sizeOf(Payload payload) {
    return of(payload) == PAYLOADS ? PayloadHeads.sizeOf(payload) : payload.getSizeBytes();
  }
}
