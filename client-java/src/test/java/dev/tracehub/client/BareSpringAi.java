/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.springai.SpringAiTracing;
import dev.tracehub.v1.Span;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** Observes a model as Spring AI does; run by a class loader without Spring AI's other modules. */
public final class BareSpringAi {

  private BareSpringAi() {}

  /** The name of the span that arrived, and its tokens. */
  public static String run() {
    FakeCollector collector = new FakeCollector();
    try (InProcess server = new InProcess(collector)) {
      Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();
      ObservationRegistry registry = ObservationRegistry.create();
      registry.observationConfig().observationHandler(SpringAiTracing.of(tracehub).handler());
      ChatModelObservationContext context =
          ChatModelObservationContext.builder()
              .prompt(new Prompt("x", ChatOptions.builder().model("m").build()))
              .provider("anthropic")
              .build();
      Observation observation = Observation.start("x", () -> context, registry);
      context.setResponse(
          new ChatResponse(
              List.of(new Generation(new AssistantMessage("y"))),
              ChatResponseMetadata.builder()
                  .usage(new DefaultUsage(4, 2, 6, null, 5L, 1L))
                  .build()));
      observation.stop();
      Observation.start("somebody else's", registry).stop();
      tracehub.close(Duration.ofSeconds(10));
      Span span = collector.spans().get(0);
      return span.getName() + " " + span.getUsage().getTotalTokens();
    }
  }
}
