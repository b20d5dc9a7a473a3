/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;

/** Texts of errors that quote what somebody sent. */
public final class MaskedText {

  private static final Finder SECRETS = Finder.of(Family.of(Family.Group.SECRET));

  private MaskedText() {}

  /** The text with a marker in the place of each secret. */
  public static String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (Find find : SECRETS.find(bytes, true)) {
      masked.append(text(bytes, done, find.from())).append(Markers.of(find.family()));
      done = find.to();
    }
    return done == 0 ? text : masked + text(bytes, done, bytes.length);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
