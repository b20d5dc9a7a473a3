/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tracehub.collector.errors.Failures;
import io.grpc.Metadata;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns envelopes of one stream into messages and back. For one thread. */
final class StreamCodec {

  private static final int MIN_GZIP_BYTES = 1024;

  private final ConnectMethod method;
  private final BodyFormat format;
  private final int limit;
  private final Exchange exchange;
  private final boolean gzipAnswers;

  StreamCodec(ConnectMethod method, BodyFormat format, int limit, Exchange exchange) {
    this.method = method;
    this.format = format;
    this.limit = limit;
    this.exchange = exchange;
    this.gzipAnswers = exchange.header("Connect-Accept-Encoding").contains(ContentEncoding.GZIP);
    if (gzipAnswers) {
      exchange.with("Connect-Content-Encoding", ContentEncoding.GZIP);
    }
  }

  ConnectMethod method() {
    return method;
  }

  Envelopes envelopes() {
    return new Envelopes(limit, exchange.lease());
  }

  void requireKnownCompression() {
    String encoding = exchange.header("Connect-Content-Encoding");
    if (ContentEncoding.isGzip(encoding).isEmpty()) {
      exchange.with("Connect-Accept-Encoding", "gzip, identity");
      throw UnaryRoute.unknownCompression(encoding);
    }
  }

  byte[] request(Envelopes.Envelope envelope) {
    if (!envelope.compressed()) {
      return method.request(format, envelope.message());
    }
    if (!exchange.header("Connect-Content-Encoding").equalsIgnoreCase(ContentEncoding.GZIP)) {
      throw Failures.invalid(
          "envelope.flags", "INVALID_FLAGS", "1 without Connect-Content-Encoding (expected: 0)");
    }
    ByteBudget.Lease lease = exchange.lease();
    long before = lease.held();
    try {
      return method.request(format, Gzip.inflate(envelope.message(), limit, lease));
    } finally {
      // A stream is long; what one message needed must not be held for all of it.
      lease.give(lease.held() - before);
    }
  }

  ByteBuffer answer(byte[] message) {
    byte[] body = method.response(format, message);
    return gzipAnswers && body.length >= MIN_GZIP_BYTES
        ? Envelopes.pack(Envelopes.COMPRESSED, Gzip.deflate(body))
        : Envelopes.pack(0, body);
  }

  /** The last envelope: how it ended and the trailers. It is JSON in any stream. */
  ByteBuffer end(Optional<Refusal> refusal, Metadata trailers) {
    JsonObject end = new JsonObject();
    refusal.ifPresent(why -> end.add("error", ConnectErrors.json(why.status())));
    JsonObject metadata = new JsonObject();
    CallHeaders.toMap(trailers)
        .forEach(
            (name, values) -> {
              JsonArray array = new JsonArray();
              values.forEach(array::add);
              metadata.add(name, array);
            });
    if (metadata.size() > 0) {
      end.add("metadata", metadata);
    }
    return Envelopes.pack(Envelopes.END, end.toString().getBytes(StandardCharsets.UTF_8));
  }
}
