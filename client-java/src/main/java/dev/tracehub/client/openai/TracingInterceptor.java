/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.http.Endpoint;
import dev.tracehub.client.genai.http.ModelCall;
import dev.tracehub.client.genai.http.ModelCalls;
import dev.tracehub.client.genai.http.Request.Body;
import java.io.IOException;
import java.util.Locale;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees each attempt at a call, below the SDK's retries. */
final class TracingInterceptor implements Interceptor {

  private static final Logger LOGGER = LoggerFactory.getLogger(TracingInterceptor.class);

  private final Tracehub tracehub;
  private final String provider;
  private final Parents parents;

  TracingInterceptor(Tracehub tracehub, String provider, Parents parents) {
    this.tracehub = tracehub;
    this.provider = provider;
    this.parents = parents;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request marked = chain.request();
    String parent = marked.header(Parents.HEADER);
    Request request =
        parent == null ? marked : marked.newBuilder().removeHeader(Parents.HEADER).build();
    Endpoint endpoint = endpoint(request);
    ModelCall call = endpoint == null ? null : start(endpoint, request, parent);
    if (call == null) {
      return chain.proceed(request);
    }
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException | RuntimeException | Error e) {
      call.failed(e);
      throw e;
    }
    return observed(call, response);
  }

  private static @Nullable Endpoint endpoint(Request request) {
    if (!request.method().equals("POST")) {
      return null;
    }
    String path = request.url().encodedPath();
    if (path.endsWith("/chat/completions")) {
      return ChatCompletions.INSTANCE;
    } else if (path.endsWith("/responses")) {
      return Responses.INSTANCE;
    } else if (path.endsWith("/embeddings")) {
      return Embeddings.INSTANCE;
    }
    return null;
  }

  private @Nullable ModelCall start(Endpoint endpoint, Request request, @Nullable String parent) {
    try {
      String server = request.url().host();
      ModelCalls calls = new ModelCalls(tracehub, provider.isEmpty() ? served(server) : provider);
      return calls.start(
          endpoint,
          new dev.tracehub.client.genai.http.Request(
              server,
              retries(request),
              body(request.body()),
              builder -> parents.place(builder, parent)));
    } catch (RuntimeException | LinkageError e) {
      LOGGER.debug("Tracehub could not record a call of OpenAI's SDK", e);
      return null;
    }
  }

  /** Who serves, by the name of the host. */
  private static String served(String host) {
    return host.toLowerCase(Locale.ROOT).endsWith(".azure.com") ? "azure.ai.openai" : "openai";
  }

  private static int retries(Request request) {
    String count = request.header("X-Stainless-Retry-Count");
    return count != null && count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
  }

  private static @Nullable Body body(@Nullable RequestBody body) {
    if (body == null || body.isOneShot() || body.isDuplex()) {
      return null;
    }
    return out -> {
      BufferedSink sink = Okio.buffer(Okio.sink(out));
      body.writeTo(sink);
      sink.flush();
    };
  }

  private static Response observed(ModelCall call, Response response) {
    ResponseBody body = response.body();
    if (body == null) {
      call.failed(new IOException("an answer without a body"));
      return response;
    }
    String type = response.header("Content-Type");
    String id = response.header("x-request-id");
    dev.tracehub.client.genai.http.Response head =
        new dev.tracehub.client.genai.http.Response(
            response.code(), type == null ? "" : type, id == null ? "" : id);
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(Okio.source(call.answered(head, body.byteStream()))),
                body.contentType(),
                body.contentLength()))
        .build();
  }
}
