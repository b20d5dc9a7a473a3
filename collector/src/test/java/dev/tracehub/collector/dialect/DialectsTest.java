/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import io.opentelemetry.proto.trace.v1.Span.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One span of each dialect as its SDK writes it, and what it means. */
class DialectsTest {

  @Test
  void genAi_currentConventions() {
    Span span =
        Translated.of(
            Map.ofEntries(
                Map.entry("gen_ai.operation.name", "chat"),
                Map.entry("gen_ai.provider.name", "anthropic"),
                Map.entry("gen_ai.request.model", "claude-sonnet-4-5"),
                Map.entry("gen_ai.response.model", "claude-sonnet-4-5-20250929"),
                Map.entry("gen_ai.response.id", "msg_1"),
                Map.entry("gen_ai.response.finish_reasons", List.of("end_turn")),
                Map.entry("gen_ai.response.time_to_first_chunk", 0.25),
                Map.entry("gen_ai.request.temperature", 0.5),
                Map.entry("gen_ai.request.stream", true),
                Map.entry("gen_ai.usage.input_tokens", 100),
                Map.entry("gen_ai.usage.output_tokens", 20),
                Map.entry("gen_ai.usage.cache_read.input_tokens", 60),
                Map.entry("gen_ai.usage.cache_creation.input_tokens", 10),
                Map.entry("gen_ai.usage.reasoning.output_tokens", 5),
                Map.entry("gen_ai.conversation.id", "conv-1"),
                Map.entry("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Hi\"}]"),
                Map.entry("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[]}]")));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getOperation()).isEqualTo("chat");
    assertThat(span.getProvider()).isEqualTo("anthropic");
    assertThat(span.getRequestModel()).isEqualTo("claude-sonnet-4-5");
    assertThat(span.getResponseModel()).isEqualTo("claude-sonnet-4-5-20250929");
    assertThat(span.getResponseId()).isEqualTo("msg_1");
    assertThat(span.getFinishReasonsList()).containsExactly("end_turn");
    assertThat(span.getTimeToFirstTokenNano()).isEqualTo(250_000_000);
    assertThat(span.getStreaming()).isTrue();
    assertThat(span.getModelParametersMap()).containsOnlyKeys("temperature");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(100);
    assertThat(span.getUsage().getCacheReadTokens()).isEqualTo(60);
    assertThat(span.getUsage().getCacheWriteTokens()).isEqualTo(10);
    assertThat(span.getUsage().getReasoningTokens()).isEqualTo(5);
    assertThat(span.getUsage().getRawMap())
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 60L);
    assertThat(span.getSessionId()).isEqualTo("conv-1");
    assertThat(span.getInput().getText())
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]},"
                + "{\"role\":\"user\",\"parts\":[]}]");
    assertThat(span.getInput().getMimeType()).isEqualTo("application/json");
    assertThat(span.getAttributesMap()).isEmpty();
  }

  @Test
  void genAi_oldestConventionsWithContentEvents() {
    Span span =
        Translated.of(
            "",
            Otlp.span(
                    Map.of(
                        "gen_ai.system",
                        "OpenAI",
                        "gen_ai.request.model",
                        "gpt-4o",
                        "gen_ai.usage.prompt_tokens",
                        7,
                        "gen_ai.usage.completion_tokens",
                        3))
                .addEvents(
                    Event.newBuilder()
                        .setName("gen_ai.content.prompt")
                        .addAttributes(Otlp.attribute("gen_ai.prompt", "Hello?")))
                .addEvents(
                    Event.newBuilder()
                        .setName("gen_ai.content.completion")
                        .addAttributes(Otlp.attribute("gen_ai.completion", "Hello."))));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getProvider()).isEqualTo("openai");
    // Another spelling than the field's: it stays.
    assertThat(span.getAttributesMap()).containsOnlyKeys("gen_ai.system");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(7);
    assertThat(span.getUsage().getOutputTokens()).isEqualTo(3);
    assertThat(span.getInput().getText()).isEqualTo("Hello?");
    assertThat(span.getOutput().getText()).isEqualTo("Hello.");
    assertThat(span.getEventsCount()).isEqualTo(2);
  }

  @Test
  void genAi_messageEvents() {
    Span span =
        Translated.of(
            "",
            Otlp.span(Map.of("gen_ai.operation.name", "chat"))
                .addEvents(
                    Event.newBuilder()
                        .setName("gen_ai.user.message")
                        .addAttributes(Otlp.attribute("content", "Hello?")))
                .addEvents(
                    Event.newBuilder()
                        .setName("gen_ai.choice")
                        .addAttributes(Otlp.attribute("finish_reason", "stop"))
                        .addAttributes(
                            Otlp.attribute(
                                "message", "{\"role\":\"assistant\",\"content\":\"A\"}"))));

    assertThat(span.getInput().getText()).isEqualTo("[{\"role\":\"user\",\"content\":\"Hello?\"}]");
    assertThat(span.getOutput().getText())
        .isEqualTo(
            "[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"A\"}}]");
    assertThat(span.getFinishReasonsList()).containsExactly("stop");
  }

  @Test
  void openInference_ofAModelCall() {
    Span span =
        Translated.of(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.provider", "mistralai"),
                Map.entry("llm.model_name", "mistral-large-2512"),
                Map.entry("llm.token_count.prompt", 10),
                Map.entry("llm.token_count.completion", 4),
                Map.entry("llm.token_count.total", 14),
                Map.entry("llm.token_count.prompt_details.cache_read", 2),
                Map.entry("llm.invocation_parameters", "{\"temperature\":0.1,\"stream\":true}"),
                Map.entry("llm.input_messages.0.message.role", "user"),
                Map.entry("llm.input_messages.0.message.content", "Q"),
                Map.entry("llm.output_messages.0.message.content", "A"),
                Map.entry("llm.cost.total", 0.0021),
                Map.entry("tag.tags", List.of("a", "b")),
                Map.entry("metadata", "{\"team\":\"search\",\"thread_id\":\"t-9\"}")));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getProvider()).isEqualTo("mistral_ai");
    assertThat(span.getOperation()).isEqualTo("chat");
    assertThat(span.getStreaming()).isTrue();
    assertThat(span.getModelParametersMap()).containsKeys("temperature", "stream");
    assertThat(span.getInput().getText()).isEqualTo("[{\"content\":\"Q\",\"role\":\"user\"}]");
    assertThat(span.getOutput().getText()).isEqualTo("[{\"content\":\"A\"}]");
    assertThat(span.getCost().getTotalUsd()).isEqualTo("0.0021");
    assertThat(span.getCost().getState()).isEqualTo(CostState.COST_STATE_REPORTED);
    assertThat(span.getTagsList()).containsExactly("a", "b");
    assertThat(span.getSessionId()).isEqualTo("t-9");
    assertThat(span.getAttributesMap()).containsOnlyKeys("llm.provider", "metadata");
  }

  @Test
  void openInference_ofAnswersThatNameTheModelAgain() {
    Span span =
        Translated.of(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.invocation_parameters", "{\"model\":\"gpt-4o\"}",
                "llm.model_name", "gpt-4o-2024-11-20",
                "output.value",
                    "{\"id\":\"chatcmpl-1\",\"choices\":[{\"finish_reason\":\"stop\"},"
                        + "{\"finish_reason\":\"length\"}]}"));

    assertThat(span.getRequestModel()).isEqualTo("gpt-4o");
    assertThat(span.getResponseModel()).isEqualTo("gpt-4o-2024-11-20");
    assertThat(span.getResponseId()).isEqualTo("chatcmpl-1");
    assertThat(span.getFinishReasonsList()).containsExactly("stop", "length");
  }

  @Test
  void openInference_ofARetriever() {
    Span span =
        Translated.of(
            Map.of(
                "openinference.span.kind", "RETRIEVER",
                "input.value", "return policy",
                "retrieval.documents.0.document.id", "d-0",
                "retrieval.documents.0.document.score", 0.9));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_RETRIEVER);
    assertThat(span.getInput().getText()).isEqualTo("return policy");
    assertThat(span.getOutput().getText()).contains("\"id\":\"d-0\"").contains("\"score\":0.9");
    assertThat(span.getAttributesMap()).isEmpty();
  }

  @Test
  void openLlmetry_ofAWorkflowsTool() {
    Span span =
        Translated.of(
            Map.of(
                "traceloop.span.kind", "tool",
                "traceloop.entity.name", "lookup",
                "traceloop.workflow.name", "support",
                "traceloop.entity.input", "{\"args\":[]}",
                "traceloop.entity.output", "\"{\\\"hits\\\":1}\"",
                "traceloop.association.properties.session_id", "s-1",
                "traceloop.association.properties.user_id", "u-1",
                "traceloop.association.properties.tags", "x, y"));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(span.getTool().getName()).isEqualTo("lookup");
    assertThat(span.getOutput().getText()).isEqualTo("{\"hits\":1}");
    assertThat(span.getSessionId()).isEqualTo("s-1");
    assertThat(span.getUserId()).isEqualTo("u-1");
    assertThat(span.getTagsList()).containsExactly("x", "y");
    assertThat(span.getAttributesMap()).containsOnlyKeys("traceloop.workflow.name");
  }

  @Test
  void openLlmetry_legacyModelCall() {
    Span span =
        Translated.of(
            Map.of(
                "llm.request.type", "chat",
                "gen_ai.system", "az.ai.openai",
                "gen_ai.prompt.0.role", "user",
                "gen_ai.prompt.0.content", "Q",
                "gen_ai.prompt.10.content", "last",
                "gen_ai.prompt.2.content", "second",
                "gen_ai.completion.0.content", "A",
                "gen_ai.completion.0.finish_reason", "stop",
                "gen_ai.prompt.name", "greeting",
                "llm.usage.total_tokens", 12));

    assertThat(span.getProvider()).isEqualTo("azure.ai.openai");
    assertThat(span.getInput().getText())
        .isEqualTo(
            "[{\"content\":\"Q\",\"role\":\"user\"},{\"content\":\"second\"},"
                + "{\"content\":\"last\"}]");
    assertThat(span.getFinishReasonsList()).containsExactly("stop");
    assertThat(span.getPrompt().getName()).isEqualTo("greeting");
    assertThat(span.getUsage().getTotalTokens()).isEqualTo(12);
  }

  @Test
  void aiSdk_ofAStreamedStepWithToolCalls() {
    Span span =
        Translated.of(
            Map.ofEntries(
                Map.entry("operation.name", "ai.streamText.doStream my-function"),
                Map.entry("ai.operationId", "ai.streamText.doStream"),
                Map.entry("ai.model.provider", "openai.chat"),
                Map.entry("ai.model.id", "gpt-4o"),
                Map.entry("ai.response.model", "gpt-4o-2024-11-20"),
                Map.entry("ai.response.finishReason", "tool-calls"),
                Map.entry("ai.response.msToFirstChunk", 12.5),
                Map.entry("ai.prompt.messages", "[{\"role\":\"user\"}]"),
                Map.entry("ai.response.text", "Let me see"),
                Map.entry("ai.response.toolCalls", "[{\"toolName\":\"lookup\"}]"),
                Map.entry("ai.usage.promptTokens", 5),
                Map.entry("ai.usage.completionTokens", 2),
                Map.entry("ai.settings.maxRetries", 2),
                Map.entry("ai.telemetry.metadata.userId", "u-2"),
                Map.entry("ai.telemetry.metadata.sessionId", "s-2")));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getProvider()).isEqualTo("openai");
    assertThat(span.getStreaming()).isTrue();
    assertThat(span.getTimeToFirstTokenNano()).isEqualTo(12_500_000);
    assertThat(span.getFinishReasonsList()).containsExactly("tool-calls");
    assertThat(span.getOutput().getText())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"content\":\"Let me see\","
                + "\"tool_calls\":[{\"toolName\":\"lookup\"}]}]");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(5);
    assertThat(span.getModelParametersMap()).containsOnlyKeys("maxRetries");
    assertThat(span.getUserId()).isEqualTo("u-2");
    assertThat(span.getSessionId()).isEqualTo("s-2");
  }

  @Test
  void aiSdk_outerSpanIsAChainAndPlainTextStaysText() {
    Span span =
        Translated.of(Map.of("ai.operationId", "ai.generateText", "ai.response.text", "Hello."));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_CHAIN);
    assertThat(span.getOutput().getText()).isEqualTo("Hello.");
    assertThat(span.getOutput().getMimeType()).isEmpty();
  }

  @Test
  void langfuse_ofAGeneration() {
    Span span =
        Translated.of(
            Map.ofEntries(
                Map.entry("langfuse.observation.type", "generation"),
                Map.entry("langfuse.observation.model.name", "gpt-4o"),
                Map.entry("langfuse.observation.model.parameters", "{\"temperature\":1}"),
                Map.entry("langfuse.observation.input", "{\"q\":1}"),
                Map.entry("langfuse.observation.output", "\"done\""),
                Map.entry(
                    "langfuse.observation.usage_details",
                    "{\"input\":60,\"input_cached_tokens\":40,\"output\":20,\"total\":120}"),
                Map.entry(
                    "langfuse.observation.cost_details", "{\"input\":0.001,\"output\":0.002}"),
                Map.entry("langfuse.observation.level", "ERROR"),
                Map.entry("langfuse.observation.status_message", "no credit"),
                Map.entry("langfuse.observation.prompt.name", "greet"),
                Map.entry("langfuse.observation.prompt.version", 3),
                Map.entry(
                    "langfuse.observation.completion_start_time", "\"2026-11-21T02:11:49.5Z\""),
                Map.entry("langfuse.session.id", "s-3"),
                Map.entry("langfuse.user.id", "u-3"),
                Map.entry("langfuse.environment", "prod"),
                Map.entry("langfuse.trace.tags", List.of("t1"))));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getRequestModel()).isEqualTo("gpt-4o");
    assertThat(span.getProvider()).isEqualTo("openai");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(100);
    assertThat(span.getUsage().getCacheReadTokens()).isEqualTo(40);
    assertThat(span.getUsage().getOutputTokens()).isEqualTo(20);
    assertThat(span.getUsage().getTotalTokens()).isEqualTo(120);
    assertThat(span.getCost().getTotalUsd()).isEqualTo("0.003");
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("no credit");
    assertThat(span.getPrompt().getName()).isEqualTo("greet");
    assertThat(span.getPrompt().getVersion()).isEqualTo("3");
    assertThat(span.getOutput().getText()).isEqualTo("done");
    assertThat(span.getTimeToFirstTokenNano()).isEqualTo(500_000_000);
    assertThat(span.getSessionId()).isEqualTo("s-3");
    assertThat(span.getUserId()).isEqualTo("u-3");
    assertThat(span.getEnvironment()).isEqualTo("prod");
    assertThat(span.getTagsList()).containsExactly("t1");
  }

  @Test
  void langSmith_ofAModelCall() {
    Span span =
        Translated.of(
            Map.ofEntries(
                Map.entry("langsmith.span.kind", "llm"),
                Map.entry("langsmith.trace.session_id", "the-project"),
                Map.entry("langsmith.metadata.thread_id", "t-4"),
                Map.entry("langsmith.metadata.user_id", "u-4"),
                Map.entry("langsmith.span.tags", "one, two"),
                Map.entry("gen_ai.system", "anthropic"),
                Map.entry("gen_ai.request.model", "claude-opus-5"),
                Map.entry("gen_ai.prompt", "{\"messages\":[]}"),
                Map.entry("gen_ai.completion", "{\"text\":\"A\"}"),
                Map.entry("gen_ai.usage.input_tokens", 90),
                Map.entry("gen_ai.usage.output_tokens", 9),
                Map.entry("gen_ai.usage.input_token_details", "{\"cache_read\":30}"),
                Map.entry("langsmith.request.streaming", "true")));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getSessionId()).isEqualTo("t-4");
    assertThat(span.getUserId()).isEqualTo("u-4");
    assertThat(span.getTagsList()).containsExactly("one", "two");
    assertThat(span.getUsage().getCacheReadTokens()).isEqualTo(30);
    assertThat(span.getStreaming()).isTrue();
    assertThat(span.getInput().getText()).isEqualTo("{\"messages\":[]}");
    assertThat(span.getAttributesMap()).containsKey("langsmith.trace.session_id");
  }

  @Test
  void mlflow_writesEverythingAsJson() {
    Span span =
        Translated.of(
            Map.of(
                "mlflow.spanType", "\"CHAT_MODEL\"",
                "mlflow.spanInputs", "{\"messages\":[]}",
                "mlflow.spanOutputs", "{\"choices\":[]}",
                "mlflow.trace.session", "s-5",
                "mlflow.trace.user", "u-5",
                "mlflow.llm.model", "\"gpt-4o\"",
                "mlflow.llm.provider", "openai",
                "mlflow.chat.tokenUsage",
                    "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7}",
                "mlflow.llm.cost", "{\"total_cost\":0.5}"));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(span.getRequestModel()).isEqualTo("gpt-4o");
    assertThat(span.getSessionId()).isEqualTo("s-5");
    assertThat(span.getUserId()).isEqualTo("u-5");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(3);
    assertThat(span.getUsage().getRawMap())
        .containsEntry("mlflow.chat.tokenUsage{input_tokens}", 3L);
    assertThat(span.getCost().getTotalUsd()).isEqualTo("0.5");
    assertThat(span.getInput().getText()).isEqualTo("{\"messages\":[]}");
  }

  @Test
  void springAi_sendsEveryValueAsText() {
    Span span =
        Translated.of(
            "org.springframework.boot",
            Map.ofEntries(
                Map.entry("gen_ai.operation.name", "chat"),
                Map.entry("gen_ai.system", "bedrock_converse"),
                Map.entry("gen_ai.request.model", "claude-sonnet-4-5"),
                Map.entry("gen_ai.request.temperature", "0.7"),
                Map.entry("gen_ai.response.model", "none"),
                Map.entry("gen_ai.response.finish_reasons", "[\"STOP\"]"),
                Map.entry("gen_ai.usage.input_tokens", "12"),
                Map.entry("gen_ai.usage.output_tokens", "34"),
                Map.entry("gen_ai.usage.total_tokens", "46"),
                Map.entry("spring.ai.chat.client.conversation.id", "s-6")));

    assertThat(span.getProvider()).isEqualTo("aws.bedrock");
    assertThat(span.getResponseModel()).isEmpty();
    assertThat(span.getFinishReasonsList()).containsExactly("STOP");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(12);
    assertThat(span.getUsage().getTotalTokens()).isEqualTo(46);
    assertThat(span.getSessionId()).isEqualTo("s-6");
    assertThat(span.getAttributesMap()).containsOnlyKeys("gen_ai.system", "gen_ai.response.model");
  }

  @Test
  void springAi_ofAToolCallAndAnEmbedding() {
    Span tool =
        Translated.of(
            Map.of(
                "spring.ai.kind", "tool_call",
                "spring.ai.tool.definition.name", "weather",
                "spring.ai.tool.call.arguments", "{\"city\":\"Seoul\"}",
                "spring.ai.tool.call.result", "sunny"));
    Span embedding =
        Translated.of(Map.of("gen_ai.operation.name", "embedding", "gen_ai.system", "openai"));

    assertThat(tool.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(tool.getTool().getName()).isEqualTo("weather");
    assertThat(tool.getInput().getText()).isEqualTo("{\"city\":\"Seoul\"}");
    assertThat(tool.getOutput().getText()).isEqualTo("sunny");
    assertThat(embedding.getType()).isEqualTo(SpanType.SPAN_TYPE_EMBEDDING);
    assertThat(embedding.getOperation()).isEqualTo("embeddings");
  }

  @Test
  void liteLlm_reportsCost() {
    Span span =
        Translated.of(
            Map.of(
                "gen_ai.operation.name", "completion",
                "gen_ai.system", "openai",
                "gen_ai.request.model", "gpt-4o",
                "litellm.provider.model", "gpt-4o-2024-11-20",
                "gen_ai.cost.total_cost", 0.01,
                "gen_ai.cost.input_cost", 0.004,
                "gen_ai.cost.output_cost", 0.006,
                "litellm.end_user.id", "u-7",
                "litellm.request.streaming", false));

    assertThat(span.getOperation()).isEqualTo("text_completion");
    assertThat(span.getResponseModel()).isEqualTo("gpt-4o-2024-11-20");
    assertThat(span.getCost().getTotalUsd()).isEqualTo("0.01");
    assertThat(span.getCost().getInputUsd()).isEqualTo("0.004");
    assertThat(span.getCost().getOutputUsd()).isEqualTo("0.006");
    assertThat(span.getUserId()).isEqualTo("u-7");
    assertThat(span.getStreaming()).isFalse();
  }

  @Test
  void pydanticAi_ofAnAgentAndItsTool() {
    Span agent =
        Translated.of(
            "pydantic-ai",
            Map.of(
                "gen_ai.operation.name", "invoke_agent",
                "gen_ai.agent.name", "support",
                "pydantic_ai.all_messages", "[{\"role\":\"user\"}]",
                "final_result", "done",
                "gen_ai.usage.input_tokens", 10,
                "operation.cost", 0.25));
    Span tool =
        Translated.of(
            "pydantic-ai",
            Map.of(
                "gen_ai.tool.name", "lookup",
                "gen_ai.tool.call.id", "c-1",
                "tool_arguments", "{}",
                "tool_response", "ok"));

    assertThat(agent.getType()).isEqualTo(SpanType.SPAN_TYPE_AGENT);
    assertThat(agent.getInput().getText()).isEqualTo("[{\"role\":\"user\"}]");
    assertThat(agent.getOutput().getText()).isEqualTo("done");
    assertThat(agent.getCost().getTotalUsd()).isEqualTo("0.25");
    assertThat(tool.getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(tool.getTool().getCallId()).isEqualTo("c-1");
    assertThat(tool.getInput().getText()).isEqualTo("{}");
    assertThat(tool.getOutput().getText()).isEqualTo("ok");
  }

  @Test
  void logfire_pendingSpanAnnouncesItsParent() {
    Translation translation =
        OtlpTranslator.create()
            .translate(
                Otlp.request(
                    Otlp.span(
                            Map.of(
                                "logfire.span_type", "pending_span",
                                "logfire.pending_parent_id", "00000000000000ab"))
                        .setParentSpanId(Otlp.bytes("00000000000000cd"))));

    assertThat(translation.finished()).isEmpty();
    assertThat(translation.started()).hasSize(1);
    assertThat(translation.started().get(0).getSpanId()).isEqualTo("00000000000000cd");
    assertThat(translation.started().get(0).getParentSpanId()).isEqualTo("00000000000000ab");
    assertThat(translation.started().get(0).getEndTimeUnixNano()).isZero();
  }

  @Test
  void http_staysAPlainSpan() {
    Span span =
        Translated.of(
            Map.of(
                "http.request.method", "POST",
                "server.address", "api.openai.com",
                "http.request.resend_count", 2,
                "model", "not-an-llm"));

    assertThat(span.getType()).isEqualTo(SpanType.SPAN_TYPE_SPAN);
    assertThat(span.getProvider()).isEmpty();
    assertThat(span.getRequestModel()).isEmpty();
    assertThat(span.getRetryCount()).isEqualTo(2);
    assertThat(span.getAttributesMap())
        .containsOnlyKeys("http.request.method", "server.address", "model");
  }
}
