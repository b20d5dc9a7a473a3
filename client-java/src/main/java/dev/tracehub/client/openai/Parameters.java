/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.http.Fields;
import java.util.ArrayList;
import java.util.List;

/** The parameters that OpenAI's APIs for text share; those with other names get the common one. */
final class Parameters {

  private static final List<String> PLAIN =
      List.of(
          "temperature",
          "top_p",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "n",
          "stream",
          "logprobs",
          "top_logprobs",
          "parallel_tool_calls",
          "service_tier",
          "reasoning_effort",
          "verbosity",
          "store",
          "modalities",
          "truncation",
          "background",
          "max_tool_calls",
          "dimensions",
          "encoding_format");

  private Parameters() {}

  static void record(LiveSpan span, JsonNode body) {
    PLAIN.forEach(name -> Fields.parameter(span, name, body.path(name)));
    for (String name : List.of("max_tokens", "max_completion_tokens", "max_output_tokens")) {
      Fields.parameter(span, "max_tokens", body.path(name));
    }
    Fields.parameter(span, "stop_sequences", body.path("stop"));
    Fields.parameter(span, "reasoning_effort", body.path("reasoning").path("effort"));
    Fields.parameter(span, "verbosity", body.path("text").path("verbosity"));
    Fields.parameter(span, "response_format", body.path("response_format").path("type"));
    Fields.parameter(span, "response_format", body.path("text").path("format").path("type"));
    toolChoice(span, body.path("tool_choice"));
    List<String> tools = tools(body.path("tools"));
    if (!tools.isEmpty()) {
      span.parameter("tools", tools);
    }
  }

  private static void toolChoice(LiveSpan span, JsonNode choice) {
    Fields.parameter(span, "tool_choice", choice.isObject() ? choice.path("type") : choice);
  }

  /** Functions by their names, tools of the provider by their types. */
  private static List<String> tools(JsonNode tools) {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : tools) {
      JsonNode name =
          tool.has("name") ? tool.path("name") : tool.path(tool.path("type").asText()).path("name");
      names.add(name.asText(tool.path("type").asText()));
    }
    return names;
  }
}
