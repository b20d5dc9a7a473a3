/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.otel;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills fields of a span from attributes of OpenTelemetry's semantic conventions for generative AI.
 * The collector reads the attributes of OTLP, in all their dialects; what comes by Tracehub's own
 * protocol it takes as it is, so the sender has to know its own. What has a field is taken out of
 * the attributes, as the collector does.
 */
final class SpanFields {

  private static final String PARAMETER = "gen_ai.request.";
  private static final String JSON = "application/json";

  private final Map<String, Object> attributes;
  private final Span.Builder span;

  private SpanFields(Map<String, Object> attributes, Span.Builder span) {
    this.attributes = attributes;
    this.span = span;
  }

  /** Takes out of the attributes of a span what has a field of its own. */
  static void move(Map<String, Object> attributes, Span.Builder span) {
    SpanFields fields = new SpanFields(attributes, span);
    fields.moveType();
    fields.moveCall();
    fields.moveUsage();
    fields.movePayloads();
    fields.moveParameters();
    fields.moveIdentity();
  }

  /** Takes out of the attributes of a resource what has a field of its own. */
  static void moveResource(Map<String, Object> resource, Span.Builder span) {
    SpanFields fields = new SpanFields(resource, span);
    String service = fields.peek("service.name");
    if (service.startsWith("unknown_service")) {
      resource.remove("service.name");
    } else {
      fields.text(span::setService, "service.name");
    }
    fields.text(span::setRelease, "service.version");
    fields.text(span::setEnvironment, "deployment.environment.name", "deployment.environment");
  }

  private void moveType() {
    String named = peek("tracehub.span.type").toUpperCase(Locale.ROOT);
    SpanType type = named.isEmpty() ? null : typeNamed(named);
    if (type != null) {
      attributes.remove("tracehub.span.type");
      span.setType(type);
      return;
    }
    span.setType(
        switch (peek("gen_ai.operation.name")) {
          case "chat", "text_completion", "generate_content" -> SpanType.SPAN_TYPE_LLM;
          case "embeddings" -> SpanType.SPAN_TYPE_EMBEDDING;
          case "retrieval" -> SpanType.SPAN_TYPE_RETRIEVER;
          case "execute_tool" -> SpanType.SPAN_TYPE_TOOL;
          case "create_agent", "invoke_agent" -> SpanType.SPAN_TYPE_AGENT;
          case "invoke_workflow" -> SpanType.SPAN_TYPE_CHAIN;
          default -> SpanType.SPAN_TYPE_SPAN;
        });
  }

  private static @Nullable SpanType typeNamed(String name) {
    for (SpanType type : SpanType.values()) {
      if (type.name().equals("SPAN_TYPE_" + name)) {
        return type;
      }
    }
    return null;
  }

  private void moveCall() {
    text(span::setOperation, "gen_ai.operation.name");
    text(span::setProvider, "gen_ai.provider.name", "gen_ai.system");
    text(span::setRequestModel, "gen_ai.request.model");
    text(span::setResponseModel, "gen_ai.response.model");
    text(span::setResponseId, "gen_ai.response.id");
    if (attributes.get("gen_ai.request.stream") instanceof Boolean stream) {
      attributes.remove("gen_ai.request.stream");
      span.setStreaming(stream);
    }
    if (attributes.get("gen_ai.response.time_to_first_chunk") instanceof Double seconds) {
      attributes.remove("gen_ai.response.time_to_first_chunk");
      span.setStreaming(true).setTimeToFirstTokenNano(Math.max(1, Math.round(seconds * 1e9)));
    }
    if (attributes.get("gen_ai.response.finish_reasons") instanceof List<?> reasons) {
      attributes.remove("gen_ai.response.finish_reasons");
      reasons.forEach(reason -> span.addFinishReasons(String.valueOf(reason)));
    }
    text(name -> span.getToolBuilder().setName(name), "gen_ai.tool.name");
    text(id -> span.getToolBuilder().setCallId(id), "gen_ai.tool.call.id");
    if (span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR) {
      text(type -> span.getStatusBuilder().setErrorType(type), "error.type");
    }
  }

  private void moveUsage() {
    Usage.Builder usage = Usage.newBuilder();
    tokens(usage, usage::setInputTokens, "input_tokens", "prompt_tokens");
    tokens(usage, usage::setOutputTokens, "output_tokens", "completion_tokens");
    tokens(usage, usage::setTotalTokens, "total_tokens");
    tokens(usage, usage::setCacheReadTokens, "cache_read.input_tokens", "cache_read_input_tokens");
    tokens(
        usage,
        usage::setCacheWriteTokens,
        "cache_creation.input_tokens",
        "cache_creation_input_tokens");
    tokens(usage, usage::setReasoningTokens, "reasoning.output_tokens", "reasoning_tokens");
    if (usage.getRawCount() > 0) {
      span.setUsage(usage);
    }
  }

  private void tokens(Usage.Builder usage, LongConsumer field, String... names) {
    for (String name : names) {
      String key = "gen_ai.usage." + name;
      if (attributes.get(key) instanceof Long tokens && tokens >= 0) {
        attributes.remove(key);
        usage.putRaw(key, tokens);
        field.accept(tokens);
        return;
      }
    }
  }

  private void movePayloads() {
    text(json -> span.setInput(json(json)), "gen_ai.input.messages", "gen_ai.tool.call.arguments");
    text(json -> span.setOutput(json(json)), "gen_ai.output.messages", "gen_ai.tool.call.result");
  }

  private static Payload json(String text) {
    boolean json = text.startsWith("{") || text.startsWith("[");
    return Payload.newBuilder().setText(text).setMimeType(json ? JSON : "").build();
  }

  private void moveParameters() {
    for (String key : List.copyOf(attributes.keySet())) {
      if (key.startsWith(PARAMETER) && key.length() > PARAMETER.length()) {
        Object value = attributes.remove(key);
        if (value != null) {
          span.putModelParameters(
              key.substring(PARAMETER.length()), AttributeConversion.value(value));
        }
      }
    }
  }

  private void moveIdentity() {
    text(span::setSessionId, "session.id", "gen_ai.conversation.id");
    moveUser("enduser.id");
    moveUser("user.id");
  }

  /** Whatever its type: the attribute must not stay where user ids are hashed. */
  private void moveUser(String key) {
    Object user = attributes.remove(key);
    if (user != null && !user.toString().isEmpty()) {
      span.setUserId(user.toString());
    }
  }

  private String peek(String key) {
    return attributes.get(key) instanceof String text ? text : "";
  }

  /** The first that is there. */
  private void text(Consumer<String> field, String... keys) {
    for (String key : keys) {
      String text = peek(key);
      if (!text.isEmpty()) {
        attributes.remove(key);
        field.accept(text);
        return;
      }
    }
  }
}
