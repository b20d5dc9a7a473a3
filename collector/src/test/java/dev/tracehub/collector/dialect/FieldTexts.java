/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field of the mapping is in the model, as a text. */
final class FieldTexts {

  private FieldTexts() {}

  static String of(String field, Span span) {
    if (field.endsWith("_tokens")) {
      return Long.toString(tokens(field, span.getUsage()));
    }
    if (field.startsWith("cost_")) {
      return cost(field, span);
    }
    if (field.startsWith("graph_")) {
      return graph(field, span);
    }
    return switch (field) {
      case "type", "pending" -> type(span);
      case "pending_parent_id" -> span.getParentSpanId();
      case "tags" -> span.getTagsList().toString();
      case "finish_reasons" -> span.getFinishReasonsList().toString();
      case "model_parameters" -> parameters(span.getModelParametersMap());
      case "service_tier" -> text(span.getModelParametersMap().get("service_tier"));
      case "input", "system_instructions" -> span.getInput().getText();
      case "output" -> span.getOutput().getText();
      case "input_mime_type" -> span.getInput().getMimeType();
      case "output_mime_type" -> span.getOutput().getMimeType();
      case "level",
          "level_number",
          "failure",
          "status_message",
          "exception_message",
          "error_type" ->
          status(field, span.getStatus());
      default -> plain(field, span);
    };
  }

  private static String plain(String field, Span span) {
    return switch (field) {
      case "service" -> span.getService();
      case "environment" -> span.getEnvironment();
      case "release" -> span.getRelease();
      case "session_id" -> span.getSessionId();
      case "user_id" -> span.getUserId();
      case "job_id" -> span.getJobId();
      case "variant_id" -> span.getVariantId();
      case "retry_count" -> Integer.toString(span.getRetryCount());
      case "provider" -> span.getProvider();
      case "operation" -> span.getOperation();
      case "request_model" -> span.getRequestModel();
      case "response_model" -> span.getResponseModel();
      case "response_id" -> span.getResponseId();
      case "streaming" -> Boolean.toString(span.getStreaming());
      case "time_to_first_token" -> Long.toString(span.getTimeToFirstTokenNano());
      case "prompt_name" -> span.getPrompt().getName();
      case "prompt_version" -> span.getPrompt().getVersion();
      case "prompt_id" -> span.getPrompt().getId();
      case "tool_name" -> span.getTool().getName();
      case "tool_call_id" -> span.getTool().getCallId();
      default -> throw new AssertionError("field: " + field + " (expected: one of fields.tsv)");
    };
  }

  static String type(Span span) {
    return TypeRules.nameOf(span.getType());
  }

  private static long tokens(String field, Usage usage) {
    return switch (field) {
      case "input_tokens" -> usage.getInputTokens();
      case "output_tokens" -> usage.getOutputTokens();
      case "cache_read_tokens" -> usage.getCacheReadTokens();
      // Only its sum with the others is in the model.
      case "cache_write_tokens", "cache_write_5m_tokens" -> usage.getCacheWriteTokens();
      case "cache_write_1h_tokens" -> usage.getCacheWrite1HTokens();
      case "reasoning_tokens" -> usage.getReasoningTokens();
      case "audio_input_tokens" -> usage.getAudioInputTokens();
      case "audio_output_tokens" -> usage.getAudioOutputTokens();
      case "total_tokens" -> usage.getTotalTokens();
      default -> throw new AssertionError("field: " + field + " (expected: a count of tokens)");
    };
  }

  private static String cost(String field, Span span) {
    return switch (field) {
      case "cost_input" -> span.getCost().getInputUsd();
      case "cost_output" -> span.getCost().getOutputUsd();
      default -> span.getCost().getTotalUsd();
    };
  }

  private static String graph(String field, Span span) {
    return switch (field) {
      case "graph_entity" -> type(span);
      case "graph_step" -> Integer.toString(span.getGraph().getStep());
      case "graph_triggers" -> span.getGraph().getTriggersList().toString();
      case "graph_path" -> span.getGraph().getPath();
      case "graph_parents" -> span.getGraph().getParentNodesList().toString();
      default -> span.getGraph().getNode();
    };
  }

  private static String status(String field, Status status) {
    return switch (field) {
      case "error_type" -> status.getErrorType();
      case "status_message", "exception_message" -> status.getMessage();
      default -> status.getCode() == StatusCode.STATUS_CODE_ERROR ? "ERROR" : "no error";
    };
  }

  private static String parameters(Map<String, AttributeValue> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String text(AttributeValue value) {
    return value.hasDoubleValue()
        ? Double.toString(value.getDoubleValue())
        : value.getStringValue();
  }
}
