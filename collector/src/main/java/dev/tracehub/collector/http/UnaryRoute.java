/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A unary gRPC method in the Connect protocol, by POST, and by GET if it has no side effects. */
final class UnaryRoute implements Route {

  private static final String PROTO = "application/proto";
  private static final String JSON = "application/json";
  private static final String TYPES = JSON + " or " + PROTO;

  private final ConnectMethod method;
  private final Channel channel;
  private final HttpLimits limits;

  UnaryRoute(ConnectMethod method, Channel channel, HttpLimits limits) {
    this.method = method;
    this.channel = channel;
    this.limits = limits;
  }

  static StatusRuntimeException unknownCompression(String name) {
    return Failures.failure(
        Code.UNIMPLEMENTED,
        "UNSUPPORTED_ENCODING",
        "compression: \"" + name + "\" (expected: gzip or identity)");
  }

  @Override
  public void handle(Exchange exchange) {
    boolean isGet = exchange.request().getMethod().equals("GET") && method.sideEffectFree();
    if (!isGet && !exchange.request().getMethod().equals("POST")) {
      String allowed = method.sideEffectFree() ? "GET, POST" : "POST";
      exchange.with("Allow", allowed);
      throw HttpFailure.wrongMethod(exchange.request().getMethod(), allowed);
    }
    ConnectProtocol.requireVersion(exchange);
    CallOptions options = ConnectProtocol.deadline(exchange, limits.timeouts().call());
    Metadata headers = CallHeaders.metadata(exchange.request());
    if (isGet) {
      GetQuery query = GetQuery.of(exchange, limits.maxRequestBytes());
      call(
          exchange,
          query.format(),
          CompletableFuture.completedStage(query.message()),
          options,
          headers);
    } else {
      call(exchange, format(exchange), body(exchange), options, headers);
    }
  }

  @Override
  public void refuse(Exchange exchange, Throwable error) {
    ConnectErrors.refuse(exchange, error);
  }

  private static BodyFormat format(Exchange exchange) {
    String type = exchange.header("Content-Type");
    return BodyFormat.of(BodyFormat.mediaType(type), PROTO, JSON)
        .orElseThrow(
            () -> {
              exchange.with("Accept-Post", JSON + ", " + PROTO);
              return HttpFailure.wrongMediaType(type, TYPES);
            });
  }

  private CompletionStage<byte[]> body(Exchange exchange) {
    String encoding = exchange.header("Content-Encoding");
    boolean gzip =
        ContentEncoding.isGzip(encoding)
            .orElseThrow(
                () -> {
                  exchange.with("Accept-Encoding", "gzip, identity");
                  return unknownCompression(encoding);
                });
    return RequestBody.read(exchange, limits.maxRequestBytes(), gzip);
  }

  private void call(
      Exchange exchange,
      BodyFormat format,
      CompletionStage<byte[]> body,
      CallOptions options,
      Metadata headers) {
    body.thenApply(bytes -> method.request(format, bytes))
        .thenAccept(
            request -> {
              ClientCall<byte[], byte[]> call = channel.newCall(method.call(), options);
              exchange.request().addFailureListener(e -> call.cancel("the HTTP peer is gone", e));
              call.start(new UnaryAnswer(exchange, method, format), headers);
              call.request(2);
              call.sendMessage(request);
              call.halfClose();
            })
        .exceptionally(
            error -> {
              refuse(exchange, error);
              return null;
            });
  }
}
