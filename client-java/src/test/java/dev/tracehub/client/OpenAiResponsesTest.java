/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.tracehub.client.openai.OpenAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The responses API of OpenAI's SDK. */
class OpenAiResponsesTest extends ModelCallHarness {

  private static final String USAGE =
      """
      "usage":{"input_tokens":30,"input_tokens_details":{"cached_tokens":10},"output_tokens":12,\
      "output_tokens_details":{"reasoning_tokens":5},"total_tokens":42}\
      """;

  private static final String MESSAGE =
      """
      {"type":"message","id":"msg_1","status":"completed","role":"assistant",\
      "content":[{"type":"output_text","text":"30 days","annotations":[]}]}\
      """;

  private static final String CALL =
      """
      {"type":"function_call","id":"fc_1","call_id":"call_1","name":"orderStatus",\
      "arguments":"{}","status":"completed"}\
      """;

  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(models.url())
          .apiKey("none")
          .maxRetries(0)
          .addInterceptor(OpenAiTracing.of(tracehub).provider("vllm").interceptor())
          .build();

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void response_recordsTheCall() {
    models.answers(200, response("completed", MESSAGE, ""));
    client
        .responses()
        .create(
            question()
                .instructions("Be kind")
                .maxOutputTokens(100)
                .previousResponseId("resp_0")
                .reasoning(Reasoning.builder().effort(ReasoningEffort.LOW).build())
                .build());

    Span call = received("chat gpt-5");
    assertThat(call.getProvider()).isEqualTo("vllm");
    assertThat(call.getOperation()).isEqualTo("chat");
    assertThat(call.getResponseId()).isEqualTo("resp_1");
    assertThat(call.getResponseModel()).isEqualTo("gpt-5-2026");
    assertThat(call.getModelParametersOrThrow("max_tokens").getIntValue()).isEqualTo(100);
    assertThat(call.getModelParametersOrThrow("reasoning_effort").getStringValue())
        .isEqualTo("low");
    assertThat(call.getInput().getText())
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be kind\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"returns?\"}]}]");
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(30);
    assertThat(call.getUsage().getCacheReadTokens()).isEqualTo(10);
    assertThat(call.getUsage().getReasoningTokens()).isEqualTo(5);
    assertThat(call.getFinishReasonsList()).containsExactly("completed");
  }

  @Test
  void response_withATool_isAMessageWithParts() {
    models.answers(200, response("completed", CALL, ""));
    client.responses().create(question().build());

    assertThat(received("chat gpt-5").getOutput().getText())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\","
                + "\"name\":\"orderStatus\",\"arguments\":\"{}\"}]}]");
  }

  @Test
  void stream_thatIsCut_hasUsageAndReason() {
    models.streams(
        created()
            + delta("30 days")
            + event(
                "incomplete",
                response(
                    "incomplete",
                    MESSAGE,
                    ",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}")));
    read(Integer.MAX_VALUE);

    Span call = received("chat gpt-5");
    assertThat(call.getTimeToFirstTokenNano()).isPositive();
    assertThat(call.getFinishReasonsList()).containsExactly("max_output_tokens");
    assertThat(call.getUsage().getTotalTokens()).isEqualTo(42);
    assertThat(call.getOutput().getText()).isEqualTo("30 days");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
  }

  @Test
  void stream_thatTheHostLeaves_keepsWhatWasSeen() {
    CountDownLatch never = new CountDownLatch(1);
    models.streams(created() + delta("30 "), never, delta("days") + event("completed", "{}"));
    read(2);
    never.countDown();

    Span call = received("chat gpt-5");
    assertThat(call.getOutput().getText()).isEqualTo("30 ");
    assertThat(call.getResponseId()).isEqualTo("resp_1");
    assertThat(call.hasUsage()).isFalse();
  }

  @Test
  void stream_thatFails_isAnError() {
    models.streams(
        created()
            + event(
                "failed",
                response(
                    "failed",
                    MESSAGE,
                    ",\"error\":{\"code\":\"server_error\",\"message\":\"broke\"}")));
    read(Integer.MAX_VALUE);

    Span call = received("chat gpt-5");
    assertThat(call.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(call.getStatus().getErrorType()).isEqualTo("server_error");
    assertThat(call.getStatus().getMessage()).isEqualTo("broke");
  }

  private void read(int events) {
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(question().build())) {
      Iterator<ResponseStreamEvent> all = stream.stream().iterator();
      for (int i = 0; i < events && all.hasNext(); i++) {
        all.next();
      }
    }
  }

  private static String response(String status, String item, String more) {
    return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"model\":\"gpt-5-2026\","
        + "\"parallel_tool_calls\":true,\"tools\":[],\"tool_choice\":\"auto\",\"status\":\""
        + (status + "\",\"output\":[" + item + "]," + USAGE + more + "}");
  }

  private static String created() {
    return event(
        "created", "{\"id\":\"resp_1\",\"model\":\"gpt-5-2026\",\"status\":\"in_progress\"}");
  }

  private static String event(String name, String response) {
    return "{\"type\":\"response."
        + name
        + "\",\"sequence_number\":1,\"response\":"
        + response
        + "}\n";
  }

  private static String delta(String text) {
    return "{\"type\":\"response.output_text.delta\",\"item_id\":\"msg_1\",\"output_index\":0,"
        + ("\"content_index\":0,\"sequence_number\":2,\"logprobs\":[],\"delta\":\""
            + text
            + "\"}\n");
  }

  private static ResponseCreateParams.Builder question() {
    return ResponseCreateParams.builder().model("gpt-5").input("returns?");
  }
}
