/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.openai.OpenAiTracing;
import dev.tracehub.examples.supportdesk.stub.ModelStub;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A support turn in one trace: an embedding, a chat that meets the rate limit and then asks for a
 * tool, the tool, a streamed answer, and a title that is made asynchronously. The argument is the
 * collector's gRPC endpoint.
 */
public final class OpenAiExample {

  private static final String MODEL = "gpt-4o-mini";
  private static final String QUESTION = "This is urgent: where is order A-1001?";

  private final Tracehub tracehub;
  private final OpenAiTracing tracing;
  private final OpenAIClient client;
  private final PrintStream out;

  private OpenAiExample(Tracehub tracehub, String modelUrl, PrintStream out) {
    this.tracehub = tracehub;
    this.tracing = OpenAiTracing.of(tracehub);
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(modelUrl)
            .apiKey("none")
            .addInterceptor(tracing.interceptor())
            .build();
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
    try (ModelStub models = ModelStub.start();
        Tracehub tracehub = Tracehub.builder().endpoint(endpoint).service("openai-sdk").build()) {
      OpenAiExample example = new OpenAiExample(tracehub, models.url(), out);
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
      embed();
      ChatCompletionMessage asked = chat();
      CompletableFuture<String> title = title();
      String answer = answer(asked);
      turn.output(answer);
      out.println(answer);
      out.println("title: " + title.join());
      return turn.traceId();
    }
  }

  private void embed() {
    int found =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("text-embedding-3-small")
                    .input(QUESTION)
                    .build())
            .data()
            .size();
    out.println(found + " embedding");
  }

  /** Refused with 429 at first; the SDK tries again, and the model asks for the tool. */
  private ChatCompletionMessage chat() {
    return client.chat().completions().create(question().build()).choices().get(0).message();
  }

  private static ChatCompletionCreateParams.Builder question() {
    return ChatCompletionCreateParams.builder()
        .model(MODEL)
        .temperature(0.2)
        .addSystemMessage("You answer customers of a shop.")
        .addUserMessage(QUESTION)
        .addFunctionTool(
            FunctionDefinition.builder()
                .name("orderStatus")
                .parameters(
                    FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties",
                            JsonValue.from(Map.of("orderId", Map.of("type", "string"))))
                        .build())
                .build());
  }

  /** The SDK sends it from a thread of its own, so the call says where it belongs. */
  private CompletableFuture<String> title() {
    return client
        .async()
        .withOptions(tracing.here())
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage("A title for: " + QUESTION)
                .build())
        .thenApply(completion -> completion.choices().get(0).message().content().orElse(""));
  }

  private String answer(ChatCompletionMessage asked) {
    ChatCompletionMessageFunctionToolCall call =
        asked.toolCalls().orElseThrow().get(0).asFunction();
    ChatCompletionCreateParams params =
        question()
            .addMessage(asked)
            .addMessage(
                ChatCompletionToolMessageParam.builder()
                    .toolCallId(call.id())
                    .content(orderStatus(call))
                    .build())
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    StringBuilder answer = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> answer.append(choice.delta().content().orElse("")));
    }
    return answer.toString();
  }

  private String orderStatus(ChatCompletionMessageFunctionToolCall call) {
    try (LiveSpan tool = tracehub.span("orderStatus").type(SpanType.TOOL).start()) {
      String status = "shipped on Monday, expected on Thursday";
      tool.tool(call.function().name(), call.id())
          .inputJson(call.function().arguments())
          .output(status);
      return status;
    }
  }
}
