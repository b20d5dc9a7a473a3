/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.v1.Payload;
import java.util.Optional;

/**
 * A payload as a span's row knows it.
 *
 * @param place where its content is
 * @param rest all of it but its content
 * @param head the content or its first characters; empty when it is no text
 * @param sizeBytes the size of the content; where the head is all, as the payload told it
 */
record StoredPayload(Place place, Payload rest, String head, long sizeBytes) {

  /** Where the content is. */
  enum Place {
    /** There is no content, or {@code rest} has it. */
    NONE,
    /** The head is all. */
    HEAD,
    /** In the table of payloads. */
    PAYLOADS;

    private static final Place[] ALL = values();

    static Place of(long number) {
      return ALL[(int) number];
    }
  }

  /**
   * Content from the table of payloads.
   *
   * @param isText whether it is text
   * @param sizeSaid whether the payload told its size, and not only its row does
   * @param content the content
   */
  record Body(boolean isText, boolean sizeSaid, ByteString content) {}

  boolean isElsewhere() {
    return place == Place.PAYLOADS;
  }

  /** What {@link PayloadHeads} makes of the payload. */
  Payload cut() {
    if (!isElsewhere()) {
      return PayloadHeads.cut(whole(Optional.empty()));
    }
    Payload.Builder cut = rest.toBuilder().setTruncated(true).setSizeBytes(sizeBytes);
    if (!head.isEmpty()) {
      cut.setText(head);
    }
    return cut.build();
  }

  /**
   * The payload with its content.
   *
   * @param body the content, if it is elsewhere; a body that is gone, since bodies may be kept for
   *     a shorter time, leaves what {@link #cut} shows
   */
  Payload whole(Optional<Body> body) {
    return switch (place) {
      case NONE -> rest;
      case HEAD -> rest.toBuilder().setText(head).setSizeBytes(sizeBytes).build();
      case PAYLOADS -> body.map(this::with).orElseGet(this::cut);
    };
  }

  private Payload with(Body body) {
    Payload.Builder whole = rest.toBuilder().setSizeBytes(body.sizeSaid() ? sizeBytes : 0);
    return body.isText()
        ? whole.setTextBytes(body.content()).build()
        : whole.setData(body.content()).build();
  }
}
