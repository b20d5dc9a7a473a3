/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

/**
 * A text that grows by pieces, up to what a payload may have: {@value #MAX_CHARACTERS} characters.
 * Not thread-safe.
 */
public final class BoundedText {

  static final int MAX_CHARACTERS = 500_000;

  private final StringBuilder text = new StringBuilder();

  /** Adds a piece, or what of it has room. */
  public void append(String piece) {
    int room = MAX_CHARACTERS - text.length();
    text.append(piece, 0, Math.min(room, piece.length()));
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
