/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.util.Optional;

/** The encodings of bodies that are understood. */
final class ContentEncoding {

  static final String GZIP = "gzip";
  static final String IDENTITY = "identity";

  private ContentEncoding() {}

  /** Whether a body with this header is in gzip; empty when the encoding is unknown. */
  static Optional<Boolean> isGzip(String header) {
    if (header.isEmpty() || header.equalsIgnoreCase(IDENTITY)) {
      return Optional.of(false);
    }
    return header.equalsIgnoreCase(GZIP) ? Optional.of(true) : Optional.empty();
  }
}
