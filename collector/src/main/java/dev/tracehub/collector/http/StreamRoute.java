/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;

/** A streaming gRPC method in the Connect protocol. */
final class StreamRoute implements Route {

  private static final String PROTO = "application/connect+proto";
  private static final String JSON = "application/connect+json";
  private static final String TYPES = JSON + " or " + PROTO;

  private final ConnectMethod method;
  private final Channel channel;
  private final HttpLimits limits;

  StreamRoute(ConnectMethod method, Channel channel, HttpLimits limits) {
    this.method = method;
    this.channel = channel;
    this.limits = limits;
  }

  @Override
  public void handle(Exchange exchange) {
    String verb = exchange.request().getMethod();
    if (!verb.equals("POST")) {
      exchange.with("Allow", "POST");
      throw HttpFailure.wrongMethod(verb, "POST");
    }
    String type = BodyFormat.mediaType(exchange.header("Content-Type"));
    BodyFormat format =
        BodyFormat.of(type, PROTO, JSON)
            .orElseThrow(
                () -> {
                  exchange.with("Accept-Post", JSON + ", " + PROTO);
                  return HttpFailure.wrongMediaType(exchange.header("Content-Type"), TYPES);
                });
    StreamCodec codec = new StreamCodec(method, format, limits.maxRequestBytes(), exchange);
    ConnectStream stream = new ConnectStream(exchange, codec);
    exchange.response().setStatus(200);
    exchange.with("Content-Type", type);
    try {
      ConnectProtocol.requireVersion(exchange);
      codec.requireKnownCompression();
      CallOptions options = ConnectProtocol.deadline(exchange, limits.timeouts().stream());
      Metadata headers = CallHeaders.metadata(exchange.request());
      stream.start(channel.newCall(method.call(), options), headers);
    } catch (RuntimeException e) {
      stream.refuse(e);
    }
  }

  @Override
  public void refuse(Exchange exchange, Throwable error) {
    ConnectErrors.refuse(exchange, error);
  }
}
