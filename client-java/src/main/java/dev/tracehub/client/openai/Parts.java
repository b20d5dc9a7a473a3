/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a message's content, which chat completions and responses name alike but for prefixes.
 */
final class Parts {

  private Parts() {}

  static void write(MessageWriter out, JsonNode part) {
    String type = Fields.textOrEmpty(part, "type");
    switch (type) {
      case "text", "input_text", "output_text", "summary_text", "reasoning_text" ->
          out.text(text(part, "text"));
      case "refusal" -> out.text(text(part, "refusal"));
      case "image_url", "input_image" -> out.media("image", address(part));
      case "input_audio" -> out.media("audio", null);
      case "file", "input_file" -> out.media("file", text(part, "file_url"));
      default -> out.other(type, null);
    }
  }

  private static @Nullable String address(JsonNode part) {
    JsonNode image = part.path("image_url");
    return image.isObject() ? text(image, "url") : text(part, "image_url");
  }

  /** The texts of a content, which may be one text or parts. */
  static String joined(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder texts = new StringBuilder();
    for (JsonNode part : content) {
      String text = text(part, "text");
      if (text != null) {
        texts.append(texts.isEmpty() ? "" : "\n").append(text);
      }
    }
    return texts.toString();
  }
}
