/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names whose values are secrets whatever they look like, such as the attribute {@code
 * http.request.header.authorization}. They count when a key ends with them.
 */
final class KeyNames {

  private static final int LONGEST = 100;
  private static final List<String> COOKIES = List.of("cookie", "cookies");
  private static final List<String> KEYS =
      List.of("api_key", "apikey", "api_token", "subscription_key");
  private static final List<String> CREDENTIALS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "client_secret",
          "secret_key",
          "secret_access_key",
          "private_key",
          "access_token",
          "refresh_token",
          "auth_token",
          "session_token",
          "security_token",
          "bearer_token",
          "id_token",
          "csrf_token",
          "xsrf_token");

  private static final List<Name> NONE = List.of();
  private static final List<Name> ALL = all();
  private static final int SHORTEST = "cookie".length();

  /** The last letters of the names: most keys end with another one. */
  private static final CharClass LAST = CharClass.of("nesydtNESYDT");

  private KeyNames() {}

  private static List<Name> all() {
    List<Name> all = new ArrayList<>();
    all.add(Name.of("authorization", Family.AUTHORIZATION));
    COOKIES.forEach(name -> all.add(Name.of(name, Family.COOKIE)));
    KEYS.forEach(name -> all.add(Name.of(name, Family.API_KEY)));
    CREDENTIALS.forEach(name -> all.add(Name.of(name, Family.CREDENTIAL)));
    return List.copyOf(all);
  }

  /** A name in small letters without signs, and what it says. */
  private record Name(String text, Optional<Family> family) {

    static Name of(String name, Family family) {
      return new Name(name.replace("_", ""), Optional.of(family));
    }
  }

  /** All spellings of the names, for a prefilter. */
  static List<String> spellings() {
    return Stream.of(List.of("authorization"), COOKIES, KEYS, CREDENTIALS)
        .flatMap(List::stream)
        .flatMap(name -> Names.variants(name).stream())
        .distinct()
        .toList();
  }

  /** The family of what stands under a key; empty when the key says nothing of it. */
  static Optional<Family> familyOf(byte[] bytes, int from, int to) {
    if (to - from <= LONGEST) {
      for (Name name : to - from < SHORTEST || !LAST.has(bytes[to - 1]) ? NONE : ALL) {
        if (endsWith(bytes, from, to, name.text)) {
          return name.family;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a key ends with a name, whatever its case and its signs between words. */
  private static boolean endsWith(byte[] bytes, int from, int to, String name) {
    int at = to - 1;
    for (int i = name.length() - 1; i >= 0; i--) {
      while (at >= from && (bytes[at] == '_' || bytes[at] == '-')) {
        at--;
      }
      if (at < from || Character.toLowerCase((char) bytes[at]) != name.charAt(i)) {
        return false;
      }
      at--;
    }
    return true;
  }
}
