/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whether the process is up, or whether it can do its work. Open to everyone. */
final class HealthRoute implements Route {

  private static final String JSON = "application/json";
  private static final Logger LOG = LoggerFactory.getLogger(HealthRoute.class);

  private final Supplier<Readiness> readiness;
  private final Executor executor;

  private HealthRoute(Supplier<Readiness> readiness, Executor executor) {
    this.readiness = readiness;
    this.executor = executor;
  }

  /** Always well: that it answers is the answer. */
  static HealthRoute healthy() {
    Readiness up = new Readiness(List.of());
    return new HealthRoute(() -> up, Runnable::run);
  }

  /** As well as its parts are. */
  static HealthRoute ready(Supplier<Readiness> readiness, Executor executor) {
    return new HealthRoute(readiness, executor);
  }

  @Override
  public void handle(Exchange exchange) {
    String method = exchange.request().getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.with("Allow", "GET, HEAD");
      throw HttpFailure.wrongMethod(method, "GET or HEAD");
    }
    exchange.with("Cache-Control", "no-store");
    var unused =
        CompletableFuture.supplyAsync(readiness, executor)
            .exceptionally(HealthRoute::failed)
            .thenAccept(
                found ->
                    exchange.reply(
                        found.isReady() ? 200 : 503,
                        JSON,
                        json(found).toString().getBytes(StandardCharsets.UTF_8)))
            .exceptionally(
                error -> {
                  refuse(exchange, error);
                  return null;
                });
  }

  @Override
  public void refuse(Exchange exchange, Throwable error) {
    ConnectErrors.refuse(exchange, error);
  }

  private static Readiness failed(Throwable error) {
    LOG.error("readiness could not be told", error);
    return new Readiness(List.of(new Readiness.Check("readiness", false, "cannot be told")));
  }

  private static JsonObject json(Readiness found) {
    JsonArray checks = new JsonArray();
    for (Readiness.Check check : found.checks()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", check.name());
      entry.addProperty("ok", check.ok());
      if (!check.reason().isEmpty()) {
        entry.addProperty("reason", check.reason());
      }
      checks.add(entry);
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("ok", found.isReady());
    answer.add("checks", checks);
    return answer;
  }
}
