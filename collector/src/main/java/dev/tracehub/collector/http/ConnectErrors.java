/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Errors in the form of the Connect protocol. */
final class ConnectErrors {

  private static final String JSON = "application/json";

  private ConnectErrors() {}

  /** Answers a unary call, or a request that is none, with an error. */
  static void refuse(Exchange exchange, Throwable error) {
    refuse(exchange, Refusal.of(error));
  }

  /** Answers a unary call with an error. */
  static void refuse(Exchange exchange, Refusal refusal) {
    refusal.addHeaders(exchange);
    int status = refusal.httpStatus().orElse(RpcCode.of(refusal.status().getCode()).httpStatus());
    byte[] body = json(refusal.status()).toString().getBytes(StandardCharsets.UTF_8);
    exchange.reply(status, JSON, body);
  }

  /** The error object of unary answers and of the ends of streams. */
  static JsonObject json(Status status) {
    JsonObject error = new JsonObject();
    error.addProperty("code", RpcCode.of(status.getCode()).connectName());
    error.addProperty("message", status.getMessage());
    JsonArray details = new JsonArray();
    status.getDetailsList().forEach(detail -> details.add(detail(detail)));
    if (!details.isEmpty()) {
      error.add("details", details);
    }
    return error;
  }

  private static JsonObject detail(Any detail) {
    String url = detail.getTypeUrl();
    JsonObject entry = new JsonObject();
    entry.addProperty("type", url.substring(url.lastIndexOf('/') + 1));
    entry.addProperty(
        "value",
        Base64.getEncoder().withoutPadding().encodeToString(detail.getValue().toByteArray()));
    JsonObject debug = JsonParser.parseString(MessageJson.text(detail)).getAsJsonObject();
    debug.remove("@type");
    entry.add("debug", debug);
    return entry;
  }
}
