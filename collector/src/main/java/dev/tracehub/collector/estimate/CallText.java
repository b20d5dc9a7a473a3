/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.tracehub.v1.Payload;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * What is text in one side of a call.
 *
 * @param texts what was said, calls and results of tools among it
 * @param roles of messages
 * @param names of those who wrote messages
 * @param messages how many there are; 0 when the side is no list of messages
 */
record CallText(List<String> texts, List<String> roles, List<String> names, int messages) {

  CallText {
    texts = List.copyOf(texts);
    roles = List.copyOf(roles);
    names = List.copyOf(names);
  }

  /**
   * What is text in a payload: of JSON in a form that is known, what {@link TextReader} finds, else
   * all of it. Empty when that is nothing, and when a sender cut the payload off.
   */
  static Optional<CallText> of(Payload payload) {
    if (!payload.hasText() || payload.getTruncated()) {
      return Optional.empty();
    }
    String text = payload.getText();
    return json(text)
        .flatMap(CallText::read)
        .or(() -> Optional.of(plain(text)))
        .filter(known -> known.texts().stream().anyMatch(each -> !each.isEmpty()));
  }

  private static CallText plain(String text) {
    return new CallText(List.of(text), List.of(), List.of(), 0);
  }

  /** Empty when the form of the JSON is not known. */
  private static Optional<CallText> read(JsonElement document) {
    TextReader reader = new TextReader();
    reader.readDocument(document);
    return reader.knows() ? Optional.of(reader.toText()) : Optional.empty();
  }

  private static Optional<JsonElement> json(String payload) {
    String text = payload.stripLeading();
    boolean looksSo = text.startsWith("{") || text.startsWith("[");
    if (!looksSo) {
      return Optional.empty();
    }
    try (JsonReader in = new JsonReader(new StringReader(text))) {
      in.setStrictness(Strictness.STRICT);
      JsonElement document = JsonParser.parseReader(in);
      return in.peek() == JsonToken.END_DOCUMENT ? Optional.of(document) : Optional.empty();
    } catch (JsonParseException | IOException | IllegalStateException e) {
      // Text that only begins like JSON is text.
      return Optional.empty();
    }
  }
}
