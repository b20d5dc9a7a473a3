/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/** Puts the name of what is found into its place. */
final class Marked {

  private static final Finder SECRETS = Finder.of(Family.of(Family.Group.SECRET));
  private static final Finder PERSONAL =
      Finder.of(EnumSet.of(Family.EMAIL, Family.RESIDENT_NUMBER, Family.CARD, Family.PHONE));

  private Marked() {}

  static String secrets(String text) {
    return with(SECRETS, text);
  }

  static String personal(String text) {
    return with(PERSONAL, text);
  }

  static String with(Finder finder, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder marked = new StringBuilder();
    int done = 0;
    for (Find find : finder.find(bytes, true)) {
      marked.append(text(bytes, done, find.from()));
      marked.append('<').append(find.family().label()).append('>');
      done = find.to();
    }
    return marked + text(bytes, done, bytes.length);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
