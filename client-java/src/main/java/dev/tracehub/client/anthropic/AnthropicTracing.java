/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.ClientOptions;
import dev.tracehub.client.Tracehub;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Records the messages that Anthropic's Java SDK sends, those of its beta included: plain, streamed
 * and asynchronous, each attempt as a span. Everything else passes. Immutable and thread-safe, as
 * is what it makes. The client stays the caller's, to be closed after the last call.
 *
 * <pre>{@code
 * AnthropicClient client =
 *     AnthropicTracing.of(tracehub).wrap(AnthropicOkHttpClient.fromEnv());
 * }</pre>
 */
public final class AnthropicTracing {

  private final Tracehub tracehub;
  private final String provider;

  private AnthropicTracing(Tracehub tracehub, String provider) {
    this.tracehub = Objects.requireNonNull(tracehub);
    this.provider = Objects.requireNonNull(provider);
  }

  /** Records with this client. */
  public static AnthropicTracing of(Tracehub tracehub) {
    return new AnthropicTracing(tracehub, "anthropic");
  }

  /**
   * The same for models that somebody else serves, e.g. "aws.bedrock" or "gcp.vertex_ai" with the
   * SDK's backends of these names.
   *
   * @param value in the spelling of OpenTelemetry
   */
  public AnthropicTracing provider(String value) {
    return new AnthropicTracing(tracehub, value);
  }

  /**
   * A view of a client whose messages are recorded, as children of the span that is current at the
   * call. It shares all that the client has; close either. A view of a view records twice.
   */
  public AnthropicClient wrap(AnthropicClient client) {
    Executor executor = client.options().completionExecutor();
    return client.withOptions(options -> record(options, executor));
  }

  /** The same for an asynchronous client. */
  public AnthropicClientAsync wrap(AnthropicClientAsync client) {
    Executor executor = client.options().completionExecutor();
    return client.withOptions(options -> record(options, executor));
  }

  /** Asynchronous calls go to the executor before they are sent, which would lose their parent. */
  private void record(ClientOptions.Builder options, Executor executor) {
    TracedCalls calls = new TracedCalls(tracehub, provider);
    options
        .addInterceptor(client -> new TracingHttpClient(client, calls))
        .completionExecutor(tracehub.wrap(executor));
  }
}
