/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.Message;
import dev.tracehub.collector.auth.Authenticator;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.v1.KeyScope;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * OTLP/HTTP for one signal. Answers as the OTLP specification says: in the request's form, errors
 * as {@code google.rpc.Status}.
 */
final class OtlpRoute implements Route {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String TYPES = PROTOBUF + " or " + JSON;
  private static final int TOO_LARGE = 413;

  private final OtlpSignal signal;
  private final Authenticator authenticator;
  private final Executor executor;
  private final int maxRequestBytes;

  OtlpRoute(
      OtlpSignal signal, Authenticator authenticator, Executor executor, int maxRequestBytes) {
    this.signal = signal;
    this.authenticator = authenticator;
    this.executor = executor;
    this.maxRequestBytes = maxRequestBytes;
  }

  @Override
  public void handle(Exchange exchange) {
    String method = exchange.request().getMethod();
    if (!method.equals("POST")) {
      exchange.with("Allow", "POST");
      throw HttpFailure.wrongMethod(method, "POST");
    }
    BodyFormat format =
        format(exchange)
            .orElseThrow(() -> HttpFailure.wrongMediaType(exchange.header("Content-Type"), TYPES));
    String encoding = exchange.header("Content-Encoding");
    boolean gzip =
        ContentEncoding.isGzip(encoding).orElseThrow(() -> HttpFailure.wrongEncoding(encoding));
    authenticator
        .authenticate(Peer.credentials(exchange.request()), KeyScope.KEY_SCOPE_INGEST)
        .thenCompose(caller -> take(exchange, caller, format, gzip))
        .whenCompleteAsync(
            (answer, error) -> {
              if (error == null) {
                reply(exchange, 200, format, answer);
              }
            },
            executor)
        .exceptionally(
            error -> {
              refuse(exchange, error);
              return null;
            });
  }

  private CompletionStage<? extends Message> take(
      Exchange exchange, Principal caller, BodyFormat format, boolean gzip) {
    String project = caller.project().orElseThrow();
    return RequestBody.read(exchange, maxRequestBytes, gzip)
        .thenApply(body -> format == BodyFormat.JSON ? signal.json().decode(body) : body)
        .thenCompose(request -> signal.taker().take(project, request));
  }

  @Override
  public void refuse(Exchange exchange, Throwable error) {
    Refusal refusal = Refusal.of(error);
    refusal.addHeaders(exchange);
    BodyFormat format = format(exchange).orElse(BodyFormat.JSON);
    reply(exchange, httpStatus(refusal), format, refusal.status());
  }

  /** Exhausted with a time to retry is overload; without it the request itself is too much. */
  private static int httpStatus(Refusal refusal) {
    RpcCode code = RpcCode.of(refusal.status().getCode());
    if (code == RpcCode.RESOURCE_EXHAUSTED && refusal.retryAfterSeconds().isEmpty()) {
      return TOO_LARGE;
    }
    return refusal.httpStatus().orElse(code.httpStatus());
  }

  private static void reply(Exchange exchange, int status, BodyFormat format, Message message) {
    if (format == BodyFormat.JSON) {
      exchange.reply(status, JSON, MessageJson.print(message));
    } else {
      exchange.reply(status, PROTOBUF, message.toByteArray());
    }
  }

  private static Optional<BodyFormat> format(Exchange exchange) {
    String type = BodyFormat.mediaType(exchange.header("Content-Type"));
    return BodyFormat.of(type, PROTOBUF, JSON);
  }
}
