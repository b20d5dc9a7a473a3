/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.langgraph4j;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.examples.supportdesk.stub.ModelStub;
import java.io.IOException;
import java.time.Duration;
import org.bsc.langgraph4j.GraphStateException;

/** Answers a complaint with a graph: two branches, a model in two nodes, and a loop. */
public final class LangGraph4jExample {

  private static final String ENDPOINT = "http://localhost:4317";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String COMPLAINT =
      "I want the manager. My shoes came broken: can I return them?";

  private LangGraph4jExample() {}

  /**
   * Runs the example.
   *
   * @param args the collector's gRPC endpoint; {@value #ENDPOINT} when there is none
   */
  public static void main(String[] args) throws IOException, GraphStateException {
    String endpoint = args.length > 0 ? args[0] : ENDPOINT;
    try (ModelStub models = ModelStub.start();
        Tracehub tracehub =
            Tracehub.builder().endpoint(endpoint).service("langgraph4j-example").build()) {
      ReplyGraph graph = new ReplyGraph(models.url(), tracehub);
      try (LiveSpan turn = tracehub.span("turn").type(SpanType.AGENT).start()) {
        turn.session("langgraph4j-example").input(COMPLAINT);
        String reply = graph.reply(COMPLAINT);
        turn.output(reply);
        System.out.printf("%s%n  %s%n  trace %s%n", COMPLAINT, reply, turn.traceId());
      }
      System.out.println(tracehub.flush(PATIENCE));
    }
  }
}
