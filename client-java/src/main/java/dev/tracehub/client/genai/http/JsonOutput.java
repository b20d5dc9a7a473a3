/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Reads the JSON that is written to it. */
final class JsonOutput extends OutputStream {

  private final BoundedJson json;

  JsonOutput() {
    try {
      json = new BoundedJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    json.feed(bytes, offset, length);
  }

  /** Whether a whole value was read. */
  boolean isWhole() {
    return json.isWhole();
  }

  /** What was read; there can be no more. */
  JsonNode value() {
    return json.value();
  }
}
