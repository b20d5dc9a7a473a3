/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.tracehub.collector.http.StreamFrames.Frame;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/**
 * What an answer says is wrong.
 *
 * @param status the HTTP status
 * @param code the gRPC code
 * @param reason ErrorInfo.reason; empty when there is none
 * @param field the field of the first violation; empty when there is none
 */
record Fault(int status, Code code, String reason, String field) {

  /** The fault in an answer of OTLP, which must be in the form of the request. */
  static Fault ofOtlp(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("content-type").orElse("");
    try {
      if (type.equals("application/x-protobuf")) {
        return ofDetails(answer.statusCode(), Status.parseFrom(answer.body()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    JsonObject body = json(HttpFixture.text(answer));
    String reason = "";
    String field = "";
    for (JsonElement element : body.getAsJsonArray("details")) {
      JsonObject detail = element.getAsJsonObject();
      String name = detail.get("@type").getAsString();
      reason = name.endsWith(".ErrorInfo") ? detail.get("reason").getAsString() : reason;
      field = name.endsWith(".BadRequest") ? field(detail) : field;
    }
    return new Fault(
        answer.statusCode(), Code.forNumber(body.get("code").getAsInt()), reason, field);
  }

  /** The fault in an answer of a unary call, or of a request that is none. */
  static Fault ofConnect(HttpResponse<byte[]> answer) {
    return ofConnect(answer.statusCode(), json(HttpFixture.text(answer)));
  }

  /** The fault at the end of a stream. */
  static Fault ofStream(HttpResponse<byte[]> answer) {
    List<Frame> frames = StreamFrames.read(answer.body());
    JsonObject end = json(frames.get(frames.size() - 1).text());
    return ofConnect(answer.statusCode(), end.getAsJsonObject("error"));
  }

  private static Fault ofConnect(int status, JsonObject error) {
    String name = error.get("code").getAsString();
    Code code =
        name.equals("canceled") ? Code.CANCELLED : Code.valueOf(name.toUpperCase(Locale.ROOT));
    String reason = "";
    String field = "";
    if (error.has("details")) {
      for (JsonElement element : error.getAsJsonArray("details")) {
        JsonObject detail = element.getAsJsonObject();
        JsonObject debug = detail.getAsJsonObject("debug");
        switch (detail.get("type").getAsString()) {
          case "google.rpc.ErrorInfo" -> reason = debug.get("reason").getAsString();
          case "google.rpc.BadRequest" -> field = field(debug);
          default -> {}
        }
      }
    }
    return new Fault(status, code, reason, field);
  }

  private static Fault ofDetails(int http, Status status) throws InvalidProtocolBufferException {
    String reason = "";
    String field = "";
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        reason = detail.unpack(ErrorInfo.class).getReason();
      } else if (detail.is(BadRequest.class)) {
        field = detail.unpack(BadRequest.class).getFieldViolations(0).getField();
      }
    }
    return new Fault(http, Code.forNumber(status.getCode()), reason, field);
  }

  private static String field(JsonObject badRequest) {
    return badRequest
        .getAsJsonArray("fieldViolations")
        .get(0)
        .getAsJsonObject()
        .get("field")
        .getAsString();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
