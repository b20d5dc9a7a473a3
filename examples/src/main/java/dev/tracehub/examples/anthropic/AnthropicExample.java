/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.anthropic.AnthropicTracing;
import dev.tracehub.examples.supportdesk.stub.AnthropicStub;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A support turn in one trace: a message that meets an overloaded provider and then asks for a
 * tool, the tool, a streamed answer that reads the prompt from the cache, and a title that is made
 * asynchronously. The argument is the collector's gRPC endpoint.
 */
public final class AnthropicExample {

  private static final String MODEL = "claude-sonnet-4-5";
  private static final String QUESTION = "This is urgent: where is order A-1001?";

  /** Long enough for the provider to cache it. */
  private static final String HANDBOOK =
      "You answer customers of a shop. " + "Answer politely and briefly. ".repeat(60);

  private final Tracehub tracehub;
  private final AnthropicClient client;
  private final PrintStream out;

  private AnthropicExample(Tracehub tracehub, String modelUrl, PrintStream out) {
    this.tracehub = tracehub;
    this.client =
        AnthropicTracing.of(tracehub)
            .wrap(AnthropicOkHttpClient.builder().baseUrl(modelUrl).apiKey("none").build());
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    String endpoint = args.length > 0 ? args[0] : "http://localhost:4317";
    if (run(endpoint, System.out).isEmpty()) {
      System.err.println("no collector at " + endpoint);
      System.exit(1);
    }
  }

  /** Runs the turn; its trace id, or nothing when the collector did not take it. */
  static String run(String endpoint, PrintStream out) throws IOException {
    try (AnthropicStub models = AnthropicStub.start();
        Tracehub tracehub =
            Tracehub.builder().endpoint(endpoint).service("anthropic-sdk").build()) {
      AnthropicExample example = new AnthropicExample(tracehub, models.url(), out);
      String trace = example.turn();
      example.client.close();
      boolean delivered = tracehub.flush(Duration.ofSeconds(30)).allDelivered();
      out.println(delivered ? "trace " + trace : "not delivered");
      return delivered ? trace : "";
    }
  }

  private String turn() {
    try (LiveSpan turn = tracehub.span("support turn").type(SpanType.AGENT).start()) {
      turn.session("s-1").input(QUESTION);
      Message asked = client.messages().create(question().build());
      CompletableFuture<String> title = title();
      String answer = answer(asked);
      turn.output(answer);
      out.println(answer);
      out.println("title: " + title.join());
      return turn.traceId();
    }
  }

  /** Refused with 529 at first; the SDK tries again, and the model asks for the tool. */
  private static MessageCreateParams.Builder question() {
    return MessageCreateParams.builder()
        .model(MODEL)
        .maxTokens(1024)
        .system(HANDBOOK)
        .addUserMessage(QUESTION)
        .addTool(
            Tool.builder()
                .name("orderStatus")
                .inputSchema(
                    Tool.InputSchema.builder()
                        .properties(
                            Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty(
                                    "orderId", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build());
  }

  private CompletableFuture<String> title() {
    return client
        .async()
        .messages()
        .create(
            MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(100)
                .addUserMessage("A title for: " + QUESTION)
                .build())
        .thenApply(message -> message.content().get(0).asText().text());
  }

  private String answer(Message asked) {
    ToolUseBlock call = asked.content().get(0).asToolUse();
    MessageCreateParams params =
        question()
            .addMessage(asked)
            .addUserMessageOfContentBlockParams(
                List.of(
                    ContentBlockParam.ofToolResult(
                        ToolResultBlockParam.builder()
                            .toolUseId(call.id())
                            .content(orderStatus(call))
                            .build())))
            .build();
    StringBuilder answer = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .forEach(delta -> answer.append(delta.text()));
    }
    return answer.toString();
  }

  private String orderStatus(ToolUseBlock call) {
    try (LiveSpan tool = tracehub.span("orderStatus").type(SpanType.TOOL).start()) {
      String status = "shipped on Monday, expected on Thursday";
      tool.tool(call.name(), call.id()).input(call._input().toString()).output(status);
      return status;
    }
  }
}
