/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Jetty itself refuses, such as a request line that cannot be read, in the form of all
 * other errors of this port. What failed inside is not told.
 */
final class JsonErrorHandler extends ErrorHandler {

  private static final String JSON = "application/json";

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    response.write(true, ByteBuffer.wrap(body(code)), callback);
  }

  private static byte[] body(int status) {
    JsonObject error = new JsonObject();
    error.addProperty("code", code(status).connectName());
    error.addProperty("message", HttpStatus.getMessage(status));
    return error.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static RpcCode code(int status) {
    return switch (status) {
      case 408 -> RpcCode.DEADLINE_EXCEEDED;
      case 413, 414, 429, 431 -> RpcCode.RESOURCE_EXHAUSTED;
      case 503 -> RpcCode.UNAVAILABLE;
      default -> status < 500 ? RpcCode.INVALID_ARGUMENT : RpcCode.INTERNAL;
    };
  }
}
