/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.openai.core.ClientOptions;
import dev.tracehub.client.Tracehub;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.Interceptor;

/**
 * Records the calls that OpenAI's Java SDK makes: chat completions, responses and embeddings,
 * plain, streamed and asynchronous, each attempt as a span. Everything else passes. Immutable and
 * thread-safe, as is what it makes. The client stays the caller's, to be closed after the last
 * call.
 *
 * <pre>{@code
 * OpenAiTracing tracing = OpenAiTracing.of(tracehub);
 * OpenAIClient client =
 *     OpenAIOkHttpClient.builder().fromEnv().addInterceptor(tracing.interceptor()).build();
 * }</pre>
 */
public final class OpenAiTracing {

  private final Tracehub tracehub;
  private final String provider;
  private final Parents parents;

  private OpenAiTracing(Tracehub tracehub, String provider, Parents parents) {
    this.tracehub = Objects.requireNonNull(tracehub);
    this.provider = Objects.requireNonNull(provider);
    this.parents = parents;
  }

  /** Records with this client. */
  public static OpenAiTracing of(Tracehub tracehub) {
    return new OpenAiTracing(tracehub, "", new Parents());
  }

  /**
   * The same for models that somebody else serves behind OpenAI's API, e.g. "vllm".
   *
   * @param value in the spelling of OpenTelemetry; empty for what the host's name says
   */
  public OpenAiTracing provider(String value) {
    return new OpenAiTracing(tracehub, value, parents);
  }

  /**
   * For {@code OpenAIOkHttpClient.builder().addInterceptor} and its asynchronous twin. Spans are
   * children of the span that is current on the calling thread; for asynchronous calls, which the
   * SDK sends from a thread of its own, see {@link #here()}.
   */
  public Interceptor interceptor() {
    return new TracingInterceptor(tracehub, provider, parents);
  }

  /**
   * Makes the calls of a view of a client children of the span that is current now, on whatever
   * thread the SDK sends them: {@code client.async().withOptions(tracing.here())}. The view shares
   * all that the client has, and is cheap enough to be made for each call. Without a current span
   * it changes nothing.
   */
  public Consumer<ClientOptions.Builder> here() {
    return tracehub
        .currentSpan()
        .<Consumer<ClientOptions.Builder>>map(
            span -> {
              String key = parents.keep(span);
              return options -> options.replaceHeaders(Parents.HEADER, key);
            })
        .orElse(options -> {});
  }
}
