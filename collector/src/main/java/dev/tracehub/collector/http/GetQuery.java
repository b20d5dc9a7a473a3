/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.errors.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * A unary call in the query of a GET.
 *
 * @param format the form of the message
 * @param message the message, decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy would cost.
record GetQuery(BodyFormat format, byte[] message) {

  static GetQuery of(Exchange exchange, int limit) {
    Fields query = parameters(exchange.request());
    String version = value(query, "connect");
    if (!version.isEmpty() && !version.equals("v1")) {
      throw Failures.invalid("connect", "UNKNOWN_VERSION", version + " (expected: v1)");
    }
    String encoding = value(query, "encoding");
    BodyFormat format =
        BodyFormat.of(encoding, "proto", "json")
            .orElseThrow(() -> HttpFailure.wrongMediaType("encoding=" + encoding, "json or proto"));
    if (query.get("message") == null) {
      throw Failures.invalid("message", "REQUIRED", "missing (expected: the request's message)");
    }
    byte[] message = message(query);
    return new GetQuery(
        format, isGzip(query) ? Gzip.inflate(message, limit, exchange.lease()) : message);
  }

  private static Fields parameters(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw Failures.invalid("query", "INVALID_QUERY", "cannot be decoded (expected: UTF-8)");
    }
  }

  private static byte[] message(Fields query) {
    String text = value(query, "message");
    if (!value(query, "base64").equals("1")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid("message", "INVALID_BASE64", "not base64 (expected: URL-safe base64)");
    }
  }

  private static boolean isGzip(Fields query) {
    String compression = value(query, "compression");
    return ContentEncoding.isGzip(compression)
        .orElseThrow(() -> UnaryRoute.unknownCompression(compression));
  }

  private static String value(Fields query, String name) {
    String value = query.getValue(name);
    return value == null ? "" : value;
  }
}
