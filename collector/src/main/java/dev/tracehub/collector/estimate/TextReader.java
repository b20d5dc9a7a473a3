/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what is text in the JSON that providers' requests and answers, OpenTelemetry's GenAI
 * messages and LangChain's are. Ids, reasons, numbers and the definitions of tools are left out, as
 * are images, audio and files. Not thread-safe; its depth is bounded by the parser's.
 */
final class TextReader {

  /** Members that hold text, or what holds text. */
  private static final Set<String> HOLDERS =
      Set.of(
          "candidates",
          "choices",
          "completion",
          "content",
          "contents",
          "delta",
          "function",
          "functionCall",
          "functionResponse",
          "function_call",
          "generations",
          "input",
          "instructions",
          "kwargs",
          "message",
          "messages",
          "output",
          "output_text",
          "parts",
          "prompt",
          "reasoning",
          "reasoning_content",
          "refusal",
          "summary",
          "system",
          "systemInstruction",
          "system_instruction",
          "text",
          "thinking",
          "tool_calls");

  /** Members of calls and results of tools, which models read and write as JSON. */
  private static final Set<String> DATA = Set.of("arguments", "args", "response", "result");

  /** Members by which an object is known for a provider's: a model's own JSON has any others. */
  private static final Set<String> MARKS =
      Set.of("candidates", "choices", "generations", "parts", "role");

  /** Types of the parts of messages. */
  private static final Set<String> PARTS =
      Set.of(
          "function_call",
          "function_call_output",
          "input_text",
          "output_text",
          "reasoning",
          "refusal",
          "text",
          "thinking",
          "tool_call",
          "tool_call_response",
          "tool_result",
          "tool_use");

  /** What stands beside the output in an answer and is none of it. */
  private static final Set<String> OF_THE_REQUEST =
      Set.of("input", "instructions", "output_text", "reasoning", "text");

  private static final Set<String> MEDIA =
      Set.of(
          "audio",
          "blob",
          "file",
          "image",
          "image_url",
          "input_audio",
          "input_file",
          "input_image",
          "media",
          "uri",
          "video");

  private final List<String> texts = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int messages;
  private boolean known;

  /** Reads a document. A list of nothing but texts is what embeddings are made of. */
  void readDocument(JsonElement document) {
    known = document.isJsonArray() && isTexts(document.getAsJsonArray());
    read(document);
  }

  private void read(JsonElement value) {
    if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(this::read);
    } else if (value.isJsonObject()) {
      readObject(value.getAsJsonObject());
    } else if (isText(value)) {
      texts.add(value.getAsString());
    }
  }

  private void readObject(JsonObject object) {
    String type = text(object, "type");
    known |= PARTS.contains(type) || object.keySet().stream().anyMatch(MARKS::contains);
    if (MEDIA.contains(type)) {
      known = true;
      return;
    }
    boolean tool = isToolCall(object);
    String name = text(object, "name");
    if (object.has("role")) {
      messages++;
      addUnlessEmpty(roles, text(object, "role"));
      addUnlessEmpty(names, name);
    } else if (tool) {
      addUnlessEmpty(texts, name);
    }
    object
        .asMap()
        .forEach(
            (member, value) -> {
              if (DATA.contains(member) || (tool && member.equals("input"))) {
                addUnlessEmpty(texts, isText(value) ? value.getAsString() : value.toString());
              } else if (HOLDERS.contains(member) && !repeats(object, member)) {
                read(value);
              }
            });
  }

  private static boolean isToolCall(JsonObject object) {
    return object.has("name")
        && (object.has("arguments") || object.has("args") || object.has("input"));
  }

  /**
   * LangChain writes an answer beside its message, OpenAI's SDKs beside the output, and OpenAI's
   * answers say again what they were asked with.
   */
  private static boolean repeats(JsonObject object, String member) {
    return (member.equals("text") && object.has("message"))
        || (OF_THE_REQUEST.contains(member) && object.has("output"));
  }

  private static boolean isTexts(JsonArray list) {
    return !list.isEmpty() && list.asList().stream().allMatch(TextReader::isText);
  }

  private static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static String text(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value != null && isText(value) ? value.getAsString() : "";
  }

  private static void addUnlessEmpty(List<String> list, String text) {
    if (!text.isEmpty()) {
      list.add(text);
    }
  }

  /** Whether the JSON is of a form that is known. */
  boolean knows() {
    return known;
  }

  CallText toText() {
    return new CallText(texts, roles, names, messages);
  }
}
