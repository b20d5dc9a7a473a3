/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.http.ModelCall;
import dev.tracehub.client.genai.http.ModelCalls;
import dev.tracehub.client.genai.http.Request;
import dev.tracehub.client.genai.http.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests of the SDK into spans. Thread-safe. */
final class TracedCalls {

  private static final Logger LOGGER = LoggerFactory.getLogger(TracedCalls.class);

  private final Tracehub tracehub;
  private final ModelCalls calls;

  /**
   * The parent of each call under way, by the body that all attempts share: what comes after the
   * first is sent by a thread that waited, where no span is current.
   */
  private final Map<HttpRequestBody, LiveSpan> parents = new WeakHashMap<>();

  TracedCalls(Tracehub tracehub, String provider) {
    this.tracehub = tracehub;
    this.calls = new ModelCalls(tracehub, provider);
  }

  /** Null for what is not recorded. */
  @Nullable ModelCall start(HttpRequest request) {
    try {
      return isMessages(request) ? started(request) : null;
    } catch (RuntimeException | LinkageError e) {
      LOGGER.debug("Tracehub could not record a call of Anthropic's SDK", e);
      return null;
    }
  }

  private static boolean isMessages(HttpRequest request) {
    List<String> path = request.pathSegments();
    return request.method() == HttpMethod.POST
        && !path.isEmpty()
        && path.get(path.size() - 1).equals("messages");
  }

  private ModelCall started(HttpRequest request) {
    HttpRequestBody body = request.body().orElse(null);
    LiveSpan parent = parent(body);
    return calls.start(
        Messages.INSTANCE,
        new Request(
            server(request),
            retries(request),
            body != null && body.repeatable() ? body::writeTo : null,
            builder -> {
              if (parent != null) {
                builder.parent(parent);
              }
            }));
  }

  private @Nullable LiveSpan parent(@Nullable HttpRequestBody body) {
    LiveSpan current = tracehub.currentSpan().orElse(null);
    if (body == null) {
      return current;
    }
    synchronized (parents) {
      if (current == null) {
        return parents.get(body);
      }
      LiveSpan first = parents.putIfAbsent(body, current);
      return first == null ? current : first;
    }
  }

  private static String server(HttpRequest request) {
    String host = URI.create(request.baseUrl()).getHost();
    return host == null ? "" : host;
  }

  private static int retries(HttpRequest request) {
    return request.headers().values("X-Stainless-Retry-Count").stream()
        .findFirst()
        .filter(count -> count.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** The answer with a body that is recorded while it is read. */
  static HttpResponse observed(ModelCall call, HttpResponse response) {
    Response head =
        new Response(
            response.statusCode(),
            first(response, "content-type").orElse(""),
            first(response, "request-id").orElse(""));
    InputStream body = call.answered(head, response.body());
    return new ObservedResponse(response, body, call);
  }

  private static Optional<String> first(HttpResponse response, String header) {
    return response.headers().values(header).stream().findFirst();
  }
}
