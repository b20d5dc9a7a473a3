/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.springai.SpringAiTracing;
import dev.tracehub.examples.supportdesk.stub.ModelStub;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;

/** Asks an assistant about a policy and an order; each question is one trace. */
public final class SpringAiExample {

  private static final String ENDPOINT = "http://localhost:4317";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private SpringAiExample() {}

  /**
   * Runs the example.
   *
   * @param args the collector's gRPC endpoint; {@value #ENDPOINT} when there is none
   */
  public static void main(String[] args) throws IOException {
    String endpoint = args.length > 0 ? args[0] : ENDPOINT;
    try (ModelStub models = ModelStub.start();
        Tracehub tracehub =
            Tracehub.builder().endpoint(endpoint).service("spring-ai-example").build()) {
      ObservationRegistry registry = ObservationRegistry.create();
      registry.observationConfig().observationHandler(SpringAiTracing.of(tracehub).handler());
      ShopAssistant assistant = new ShopAssistant(models.url(), registry);

      ask(tracehub, assistant, "Can I return shoes after two weeks?");
      ask(tracehub, assistant, "Where is my order A-1001?");
      System.out.println(tracehub.flush(PATIENCE));
    }
  }

  private static void ask(Tracehub tracehub, ShopAssistant assistant, String question) {
    try (LiveSpan turn = tracehub.span("turn").type(SpanType.AGENT).start()) {
      turn.session("spring-ai-example").input(question);
      String answer = assistant.answer(question);
      turn.output(answer);
      System.out.printf("%s%n  %s%n  trace %s%n", question, answer, turn.traceId());
    }
  }
}
