/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.util.Locale;
import java.util.Optional;

/** The two forms of a message in a body. */
enum BodyFormat {
  PROTOBUF,
  JSON;

  /** The media type without its parameters, in lower case. */
  static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  static Optional<BodyFormat> of(String mediaType, String protobufType, String jsonType) {
    if (mediaType.equals(protobufType)) {
      return Optional.of(PROTOBUF);
    }
    return mediaType.equals(jsonType) ? Optional.of(JSON) : Optional.empty();
  }
}
