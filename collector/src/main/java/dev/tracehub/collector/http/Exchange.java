/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request and its answer. What the request holds of the byte budget goes back when the answer
 * is through. Thread-safe: the first answer counts.
 */
final class Exchange {

  /** Smaller answers do not gain by compression. */
  private static final int MIN_GZIP_BYTES = 1024;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ByteBudget.Lease lease;
  private final AtomicBoolean answered = new AtomicBoolean();

  Exchange(Request request, Response response, Callback callback, ByteBudget.Lease lease) {
    this.request = request;
    this.response = response;
    this.lease = lease;
    this.callback = Callback.from(callback, lease::giveAll);
    // A body or a reader that stands still fails of itself; a call that takes long is not idle.
    request.addIdleTimeoutListener(idle -> false);
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  ByteBudget.Lease lease() {
    return lease;
  }

  /** A header of the request; empty when it is not there. */
  String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value.strip();
  }

  /** Adds a header to the answer. */
  Exchange with(String name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** Answers, compressed if the peer likes it and the answer gains. */
  void reply(int status, String contentType, byte[] body) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    byte[] sent = body;
    if (body.length >= MIN_GZIP_BYTES) {
      response.getHeaders().add(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
      if (acceptsGzip()) {
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, ContentEncoding.GZIP);
        sent = Gzip.deflate(body);
      }
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, sent.length);
    response.write(true, ByteBuffer.wrap(sent), callback);
  }

  /** Takes the answer over: the caller writes it and completes the callback. */
  Callback takeOver() {
    answered.set(true);
    return callback;
  }

  private boolean acceptsGzip() {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
        .anyMatch(coding -> coding.equalsIgnoreCase(ContentEncoding.GZIP) || coding.equals("*"));
  }
}
