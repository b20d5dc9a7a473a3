/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Calls over HTTP with JSON: unary ones as a plain POST, streams in Connect's envelopes.
 *
 * @param port of the server
 */
record JsonWire(int port) implements Wire {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int END_OF_STREAM = 2;

  @Override
  public Reply call(MethodDescriptor method, DynamicMessage request, Credential caller) {
    String path = "/" + method.getService().getFullName() + "/" + method.getName();
    boolean stream = method.isClientStreaming() || method.isServerStreaming();
    byte[] body = json(request).getBytes(StandardCharsets.UTF_8);
    return stream
        ? post(path, "application/connect+json", enveloped(body), caller)
        : post(path, "application/json", body, caller);
  }

  /** Posts JSON to a path that is no method. */
  Reply post(String path, String json, Credential caller) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8), caller);
  }

  private Reply post(String path, String type, byte[] body, Credential caller) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    caller.headers().forEach(request::header);
    try {
      HttpResponse<InputStream> response = send(request.build());
      try (InputStream in = response.body()) {
        return type.contains("connect") && response.statusCode() == 200
            ? ofStream(in)
            : ofBody(response.statusCode(), in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  /** A refusal may close the connection that it came on, which the next call then meets. */
  private static HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException closed) {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }
  }

  private static Reply ofBody(int status, InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return status == 200 ? new Reply("OK", "", text) : ofError(text, JsonParser.parseString(text));
  }

  /** The first message, or the end when there is none. */
  private static Reply ofStream(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int flags = data.readUnsignedByte();
    String text = new String(data.readNBytes(data.readInt()), StandardCharsets.UTF_8);
    if ((flags & END_OF_STREAM) == 0) {
      return new Reply("OK", "", text);
    }
    JsonObject end = JsonParser.parseString(text).getAsJsonObject();
    return end.has("error") ? ofError(text, end.get("error")) : new Reply("OK", "", text);
  }

  private static Reply ofError(String text, JsonElement error) {
    JsonObject object = error.getAsJsonObject();
    String code = object.get("code").getAsString();
    String name =
        code.chars().allMatch(Character::isDigit)
            ? Code.forNumber(Integer.parseInt(code)).name()
            : code.toUpperCase(Locale.ROOT);
    return new Reply(name, reason(object), text);
  }

  private static String reason(JsonObject error) {
    if (error.has("details")) {
      for (JsonElement element : error.getAsJsonArray("details")) {
        JsonObject detail = element.getAsJsonObject();
        JsonObject fields = detail.has("debug") ? detail.getAsJsonObject("debug") : detail;
        if (fields.has("reason")) {
          return fields.get("reason").getAsString();
        }
      }
    }
    return "";
  }

  private static byte[] enveloped(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static String json(DynamicMessage message) {
    try {
      return JsonFormat.printer().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
