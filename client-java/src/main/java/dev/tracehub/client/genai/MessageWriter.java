/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import org.jspecify.annotations.Nullable;

/**
 * Writes messages in the JSON of OpenTelemetry's {@code gen_ai.input.messages}: a list of roles
 * with parts. Pictures, sound and files are told by their kind and address; their bytes are left
 * out. Not thread-safe; for one list.
 */
public final class MessageWriter {

  private final StringBuilder out = new StringBuilder("[");

  /** Begins a message, e.g. of the role "user"; {@link #end()} ends it. */
  public MessageWriter begin(String role) {
    separate();
    Json.quote(out.append("{\"role\":"), role).append(",\"parts\":[");
    return this;
  }

  /** Ends a message. */
  public MessageWriter end() {
    out.append("]}");
    return this;
  }

  /** What is said. */
  public MessageWriter text(@Nullable String content) {
    return part("text").field("content", content).close();
  }

  /** What the model thought before it said something. */
  public MessageWriter reasoning(@Nullable String content) {
    return part("reasoning").field("content", content).close();
  }

  /** A tool that the model calls, with its arguments as JSON in a string. */
  public MessageWriter toolCall(
      @Nullable String id, @Nullable String name, @Nullable String arguments) {
    return part("tool_call")
        .field("id", id)
        .field("name", name)
        .field("arguments", arguments)
        .close();
  }

  /** What a tool answered. */
  public MessageWriter toolResult(
      @Nullable String id, @Nullable String name, @Nullable String response) {
    return part("tool_call_response")
        .field("id", id)
        .field("name", name)
        .field("response", response)
        .close();
  }

  /**
   * A picture, a sound or a file.
   *
   * @param modality e.g. "image"
   * @param address where it is; null, or a data address, for bytes, which are left out
   */
  public MessageWriter media(String modality, @Nullable String address) {
    boolean uri = address != null && !address.regionMatches(true, 0, "data:", 0, 5);
    return part(uri ? "uri" : "blob")
        .field("modality", modality)
        .field("uri", uri ? address : null)
        .close();
  }

  /** A part of a kind that has no method of its own, by the provider's name for it. */
  public MessageWriter other(String type, @Nullable String name) {
    return part(type).field("name", name).close();
  }

  /** The list so far. */
  public String json() {
    return out + "]";
  }

  private MessageWriter part(String type) {
    separate();
    Json.quote(out.append("{\"type\":"), type);
    return this;
  }

  private MessageWriter field(String name, @Nullable String value) {
    if (value != null) {
      Json.quote(out.append(",\"").append(name).append("\":"), value);
    }
    return this;
  }

  private MessageWriter close() {
    out.append('}');
    return this;
  }

  private void separate() {
    if (out.charAt(out.length() - 1) == '}') {
      out.append(',');
    }
  }
}
