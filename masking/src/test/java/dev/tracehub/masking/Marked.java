/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/** Puts the name of what is found into its place. */
final class Marked {

  private static final SecretFinder SECRETS = SecretFinder.ofKeysAndCredentials();
  private static final PersonalDataFinder PERSONAL =
      PersonalDataFinder.of(EnumSet.allOf(PersonalData.class));

  private Marked() {}

  static String secrets(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SecretFinder.Search search = SECRETS.search(bytes);
    search.within(0, bytes.length, true);
    StringBuilder marked = new StringBuilder();
    int done = 0;
    while (search.next()) {
      marked.append(text(bytes, done, search.from()));
      marked.append('<').append(SECRETS.names().get(search.family())).append('>');
      done = search.to();
    }
    return marked + text(bytes, done, bytes.length);
  }

  static String personal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PersonalDataFinder.Search search = PERSONAL.search(bytes);
    StringBuilder marked = new StringBuilder();
    int done = 0;
    while (search.next()) {
      marked.append(text(bytes, done, search.from()));
      marked.append('<').append(search.kind().label()).append('>');
      done = search.to();
    }
    return marked + text(bytes, done, bytes.length);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
