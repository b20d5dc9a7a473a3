/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.tracehub.client.genai.http.ModelCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sees each attempt at a call, below the SDK's retries and above its backends. */
final class TracingHttpClient implements HttpClient {

  private final HttpClient client;
  private final TracedCalls calls;

  TracingHttpClient(HttpClient client, TracedCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    ModelCall call = calls.start(request);
    if (call == null) {
      return client.execute(request, options);
    }
    HttpResponse response;
    try {
      response = client.execute(request, options);
    } catch (RuntimeException | Error e) {
      call.failed(e);
      throw e;
    }
    return TracedCalls.observed(call, response);
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    ModelCall call = calls.start(request);
    if (call == null) {
      return client.executeAsync(request, options);
    }
    CompletableFuture<HttpResponse> sent;
    try {
      sent = client.executeAsync(request, options);
    } catch (RuntimeException | Error e) {
      call.failed(e);
      throw e;
    }
    return observed(call, sent);
  }

  /** A future of its own, and no stage: an answer that comes after the host gave up is closed. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing waits for these stages.
  private static CompletableFuture<HttpResponse> observed(
      ModelCall call, CompletableFuture<HttpResponse> sent) {
    CompletableFuture<HttpResponse> result = new CompletableFuture<>();
    sent.whenComplete((response, error) -> complete(call, result, response, error));
    result.whenComplete(
        (response, error) -> {
          if (result.isCancelled()) {
            sent.cancel(true);
          }
        });
    return result;
  }

  private static void complete(
      ModelCall call,
      CompletableFuture<HttpResponse> result,
      @Nullable HttpResponse response,
      @Nullable Throwable error) {
    if (response == null) {
      Throwable fault = error == null ? new IllegalStateException("no answer") : error;
      call.failed(fault.getCause() == null ? fault : fault.getCause());
      result.completeExceptionally(fault);
      return;
    }
    HttpResponse observed = TracedCalls.observed(call, response);
    if (!result.complete(observed)) {
      observed.close();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
