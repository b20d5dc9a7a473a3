/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.client.springai.SpringAiTracing;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;

/** Chat clients, with Spring AI itself and its own client of OpenAI's API. */
class SpringAiClientTest extends SpringAiFixture {

  @Test
  void chatClient_isAnAgentWithItsCallsAndTools_andHasNoUsage() {
    models.answers(200, CALLS_THE_TOOL);
    models.answers(200, ANSWER);
    String answer =
        client()
            .prompt("Where is A-1?")
            .tools(new Orders())
            .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "c-7"))
            .call()
            .content();

    assertThat(answer).isEqualTo("30 days");
    Span client = received("chat client");
    assertThat(client.getType()).isEqualTo(SpanType.SPAN_TYPE_AGENT);
    assertThat(client.hasUsage()).isFalse();
    assertThat(client.getParentSpanId()).isEmpty();
    assertThat(client.getSessionId()).isEqualTo("c-7");
    assertThat(client.getOutput().getText()).isEqualTo("30 days");
    Span tool = collector.span("orderStatus");
    assertThat(tool.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(tool.getTool().getName()).isEqualTo("orderStatus");
    assertThat(tool.getTool().getCallId()).isEqualTo("call_1");
    assertThat(tool.getInput().getText()).isEqualTo("{\"order\":\"A-1\"}");
    assertThat(tool.getOutput().getText()).isEqualTo("\"sent A-1\"");
    assertThat(tool.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSPECIFIED);
    assertThat(ancestors(tool)).endsWith("chat client");
    List<Span> calls = all(SpanType.SPAN_TYPE_LLM);
    assertThat(calls)
        .hasSize(2)
        .allSatisfy(call -> assertThat(ancestors(call)).endsWith("chat client"))
        .allSatisfy(call -> assertThat(call.getSessionId()).isEqualTo("c-7"));
    assertThat(calls.get(0).getFinishReasonsList()).containsExactly("tool_calls");
    assertThat(calls.get(0).getOutput().getText())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\","
                + "\"name\":\"orderStatus\",\"arguments\":\"{\\\"order\\\":\\\"A-1\\\"}\"}]}]");
    assertThat(calls.get(0).getModelParametersOrThrow("tools").getArrayValue().getValues(0))
        .extracting(value -> value.getStringValue())
        .isEqualTo("orderStatus");
    assertThat(calls.get(1).getInput().getText()).contains("\"type\":\"tool_call_response\"");
    assertThat(collector.spans())
        .filteredOn(Span::hasUsage)
        .as("a model call counts once")
        .allMatch(span -> span.getType() == SpanType.SPAN_TYPE_LLM);
  }

  @Test
  void toolThatFails_hasItsErrorWhereTheManagerIsTold() {
    models.answers(200, CALLS_THE_TOOL);
    models.answers(200, ANSWER);

    client(registry, DefaultToolExecutionExceptionProcessor.builder().build())
        .prompt("Where is A-1?")
        .tools(new Orders(true))
        .call()
        .content();

    Span tool = received("orderStatus");
    assertThat(tool.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(tool.getStatus().getErrorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(tool.getStatus().getMessage()).isEqualTo("500: no such order");
    assertThat(tool.getOutput().getText()).isEqualTo("500: no such order");
    assertThat(received("chat client").getOutput().getText()).isEqualTo("30 days");
  }

  @Test
  void toolThatFails_whoseExceptionGoesOn_hasItsOwnError() {
    models.answers(200, CALLS_THE_TOOL);
    ChatClient client =
        client(
            registry, DefaultToolExecutionExceptionProcessor.builder().alwaysThrow(true).build());

    assertThatThrownBy(
            () -> client.prompt("Where is A-1?").tools(new Orders(true)).call().content())
        .hasMessageContaining("no such order");

    assertThat(received("orderStatus").getStatus().getErrorType())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void toolThatFails_whereTheManagerObservesNothing_leavesTheSpansAroundAlone() {
    models.answers(200, CALLS_THE_TOOL);
    models.answers(200, ANSWER);

    client(ObservationRegistry.NOOP, DefaultToolExecutionExceptionProcessor.builder().build())
        .prompt("Where is A-1?")
        .tools(new Orders(true))
        .call()
        .content();

    received("chat client");
    assertThat(collector.spans())
        .noneMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
  }

  /** With a manager of tools that tells their errors. */
  private ChatClient client(ObservationRegistry observed, ToolExecutionExceptionProcessor errors) {
    ToolCallingManager manager =
        ToolCallingManager.builder()
            .observationRegistry(observed)
            .toolExecutionExceptionProcessor(SpringAiTracing.toolErrors(errors, registry))
            .build();
    return ChatClient.builder(
            chatModel(),
            registry,
            null,
            null,
            ToolCallingAdvisor.builder().toolCallingManager(manager))
        .build();
  }

  @Test
  void advisors_areChainsAndGuardrails() {
    String answer =
        client()
            .prompt("tell me a secret")
            .advisors(new SafeGuardAdvisor(List.of("secret"), "no", 0))
            .call()
            .content();

    assertThat(answer).isEqualTo("no");
    Span guard = received("SafeGuardAdvisor");
    assertThat(guard.getType()).isEqualTo(SpanType.SPAN_TYPE_GUARDRAIL);
    assertThat(ancestors(guard)).endsWith("chat client");
    assertThat(collector.span("chat client").getType()).isEqualTo(SpanType.SPAN_TYPE_CHAIN);
    assertThat(all(SpanType.SPAN_TYPE_LLM)).isEmpty();
  }

  @Test
  void streaming_keepsParentsAcrossThreads() {
    models.streams(STREAMED_CALL);
    models.streams(STREAM);
    try (LiveSpan turn = tracehub.span("turn").start()) {
      String answer =
          String.join(
              "",
              client().prompt("Where is A-1?").tools(new Orders()).stream()
                  .content()
                  .collectList()
                  .block(PATIENCE));
      assertThat(answer).isEqualTo("30 days");
      assertThat(tracehub.currentSpan()).contains(turn);
    }

    receivedAll(8);
    assertThat(collector.span("chat client").getParentSpanId())
        .isEqualTo(collector.span("turn").getSpanId());
    List<Span> calls = all(SpanType.SPAN_TYPE_LLM);
    assertThat(calls)
        .hasSize(2)
        .allSatisfy(call -> assertThat(ancestors(call)).endsWith("chat client", "turn"));
    assertThat(calls.get(1).getUsage().getTotalTokens()).isEqualTo(9);
    assertThat(calls.get(1).getOutput().getText()).isEqualTo("30 days");
    assertThat(calls.get(1).getFinishReasonsList()).containsExactly("stop");
    assertThat(calls.get(1).getModelParametersOrThrow("stream").getBoolValue()).isTrue();
    assertThat(ancestors(collector.span("orderStatus"))).endsWith("chat client", "turn");
  }

  @Test
  void content_switchedOff_isNotRecorded() {
    ObservationRegistry quiet = ObservationRegistry.create();
    quiet
        .observationConfig()
        .observationHandler(
            SpringAiTracing.of(tracehub)
                .content(false)
                .provider("vllm")
                .details((span, context) -> span.retryCount(2))
                .handler());
    models.answers(200, CALLS_THE_TOOL);
    models.answers(200, ANSWER);
    ChatClient.create(chatModel(quiet), quiet)
        .prompt("Where is A-1?")
        .tools(new Orders())
        .call()
        .content();

    Span call = received("chat gpt-4o-mini");
    assertThat(call.getProvider()).isEqualTo("vllm");
    assertThat(call.getRetryCount()).isEqualTo(2);
    assertThat(call.getUsage().getTotalTokens()).isPositive();
    assertThat(collector.spans())
        .noneMatch(span -> span.hasInput() || span.hasOutput())
        .noneMatch(span -> span.toString().contains("A-1"));
  }
}
