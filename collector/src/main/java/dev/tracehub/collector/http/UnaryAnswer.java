/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** Turns what a unary call brings into the answer of a request. For one call. */
final class UnaryAnswer extends ClientCall.Listener<byte[]> {

  private final Exchange exchange;
  private final ConnectMethod method;
  private final BodyFormat format;
  private byte @Nullable [] message;

  UnaryAnswer(Exchange exchange, ConnectMethod method, BodyFormat format) {
    this.exchange = exchange;
    this.method = method;
    this.format = format;
  }

  @Override
  public void onHeaders(Metadata headers) {
    CallHeaders.forEach(
        headers, (name, value) -> exchange.response().getHeaders().add(name, value));
  }

  @Override
  public void onMessage(byte[] answer) {
    message = answer;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    CallHeaders.forEach(
        trailers, (name, value) -> exchange.response().getHeaders().add("trailer-" + name, value));
    try {
      if (status.isOk() && message != null) {
        String type = format == BodyFormat.JSON ? "application/json" : "application/proto";
        exchange.reply(200, type, method.response(format, message));
      } else {
        Status failed = status.isOk() ? Status.INTERNAL.withDescription("no answer") : status;
        ConnectErrors.refuse(exchange, new StatusRuntimeException(failed, trailers));
      }
    } catch (RuntimeException e) {
      ConnectErrors.refuse(exchange, e);
    }
  }
}
