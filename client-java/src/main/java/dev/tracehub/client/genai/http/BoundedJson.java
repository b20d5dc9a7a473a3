/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value from bytes as they come, and keeps of it what has room: long texts are cut,
 * vectors and bytes in the form of text are left out. Memory is bounded whatever comes. A value
 * that ends early, or is none, is known as far as it went. Not thread-safe.
 */
final class BoundedJson {

  /** Most characters that are kept: {@value}, twice what a payload may have. */
  static final int MAX_CHARACTERS = 1_000_000;

  /** Most values that are kept: {@value}. */
  static final int MAX_VALUES = 50_000;

  /**
   * Texts that are kept when there is no more room, such as a model's name: {@value} characters.
   */
  private static final int SHORT = 128;

  /** A longer text, such as a picture, ends the reading: {@value} characters. */
  private static final int LONGEST_TEXT = 16_000_000;

  /** A text of {@value} characters and more may be bytes, such as a picture. */
  private static final int BYTES_FROM = 4_096;

  /** No text in a language goes on for {@value} characters without a space. */
  private static final int LONGEST_WORD = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private final JsonParser parser;
  private @Nullable JsonNode root;
  private String field = "";
  private int characters = MAX_CHARACTERS;
  private int values = MAX_VALUES;
  private int skipped;
  private boolean over;

  BoundedJson() throws IOException {
    parser = FACTORY.createNonBlockingByteArrayParser();
  }

  /** What is behind the value, or behind an error in it, is ignored. */
  void feed(byte[] bytes, int offset, int length) {
    if (over || length == 0) {
      return;
    }
    try {
      ((ByteArrayFeeder) parser.getNonBlockingInputFeeder())
          .feedInput(bytes, offset, offset + length);
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.NOT_AVAILABLE && !over) {
        take(token);
        token = parser.nextToken();
      }
    } catch (IOException | RuntimeException e) {
      over = true;
    }
  }

  /** Whether a whole value was read. */
  boolean isWhole() {
    return root != null && open.isEmpty() && skipped == 0;
  }

  /**
   * What was read so far; an empty object when that is nothing or no object. There can be no more.
   */
  JsonNode value() {
    over = true;
    try {
      parser.close();
    } catch (IOException e) {
      // Nothing is open but buffers.
      return NODES.objectNode();
    }
    return root instanceof ObjectNode ? root : NODES.objectNode();
  }

  private void take(JsonToken token) throws IOException {
    if (skipped > 0) {
      skip(token);
      return;
    }
    switch (token) {
      case START_OBJECT -> open(NODES.objectNode());
      case START_ARRAY -> open(NODES.arrayNode());
      case END_OBJECT, END_ARRAY -> close();
      case FIELD_NAME -> field = parser.currentName();
      default -> add(scalar(token));
    }
  }

  private void skip(JsonToken token) {
    if (token.isStructStart()) {
      skipped++;
    } else if (token.isStructEnd()) {
      skipped--;
    }
  }

  private void open(ContainerNode<?> node) {
    boolean vector = node.isArray() && field.equals("embedding");
    if (vector || (root != null && values <= 0)) {
      skipped = 1;
      return;
    }
    add(node);
    open.push(node);
  }

  private void close() {
    open.pop();
    over = open.isEmpty();
  }

  private JsonNode scalar(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? NODES.numberNode(parser.getDoubleValue())
              : NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private TextNode text() throws IOException {
    String text = withoutBytes(parser.getText());
    int room = Math.max(SHORT, characters);
    String kept = text.length() <= room ? text : text.substring(0, room);
    characters -= kept.length();
    return TextNode.valueOf(kept);
  }

  private static String withoutBytes(String text) {
    if (text.length() < BYTES_FROM) {
      return text;
    } else if (text.startsWith("data:")) {
      return "data:";
    }
    for (int i = 0; i < LONGEST_WORD; i++) {
      char c = text.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (!letter && (c < '0' || c > '9') && "+/=-_".indexOf(c) < 0) {
        return text;
      }
    }
    return "";
  }

  private void add(JsonNode node) {
    ContainerNode<?> into = open.peek();
    if (into == null) {
      root = root == null ? node : root;
    } else if (values > 0) {
      values--;
      if (into instanceof ObjectNode object) {
        object.set(field, node);
      } else if (into instanceof ArrayNode array) {
        array.add(node);
      }
    }
  }
}
