/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import dev.tracehub.masking.Markers;
import dev.tracehub.masking.PersonalData;
import dev.tracehub.masking.PersonalDataFinder;
import dev.tracehub.masking.SecretFinder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Puts a marker such as {@code [masked:email]} in the place of what has a known form: API keys and
 * tokens, credentials in headers, passwords in URLs, private keys, and the kinds of {@link
 * PersonalData}. Thread-safe. Takes time in proportion to the text, keeps nothing of it, and counts
 * by form.
 */
public final class PatternMasker implements Masker {

  private static final SecretFinder SECRETS = SecretFinder.ofKeysAndCredentials();

  private final PersonalDataFinder personal;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  private PatternMasker(Set<PersonalData> kinds) {
    personal = PersonalDataFinder.of(kinds);
  }

  /** Masks secrets and all kinds of personal data. */
  public static PatternMasker standard() {
    return of(EnumSet.allOf(PersonalData.class));
  }

  /** Masks secrets and these kinds of personal data. */
  public static PatternMasker of(Set<PersonalData> kinds) {
    return new PatternMasker(kinds);
  }

  /** How many finds were masked, by the name in the marker. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }

  @Override
  public String mask(String field, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] masked = maskPersonal(maskSecrets(bytes));
    return masked == bytes ? text : new String(masked, StandardCharsets.UTF_8);
  }

  private byte[] maskSecrets(byte[] bytes) {
    SecretFinder.Search search = SECRETS.search(bytes);
    search.within(0, bytes.length, true);
    Replacement replacement = null;
    while (search.next()) {
      if (replacement == null) {
        replacement = new Replacement(bytes);
      }
      replacement.replace(search.from(), search.to(), SECRETS.names().get(search.family()));
    }
    return replacement == null ? bytes : replacement.end();
  }

  private byte[] maskPersonal(byte[] bytes) {
    PersonalDataFinder.Search search = personal.search(bytes);
    Replacement replacement = null;
    while (search.next()) {
      if (replacement == null) {
        replacement = new Replacement(bytes);
      }
      replacement.replace(search.from(), search.to(), search.kind().label());
    }
    return replacement == null ? bytes : replacement.end();
  }

  /** A text in the making. */
  private final class Replacement {

    private final byte[] source;
    private final boolean json;
    private final ByteArrayOutputStream result;
    private int done;

    Replacement(byte[] source) {
      this.source = source;
      this.json = source[0] == '{' || source[0] == '[';
      this.result = new ByteArrayOutputStream(source.length);
    }

    void replace(int from, int to, String name) {
      String marker = Markers.CLIENT + name + "]";
      // A number of JSON has no quotes, and a marker is no number.
      String fitting = json && isJsonNumber(from, to) ? '"' + marker + '"' : marker;
      result.write(source, done, from - done);
      result.writeBytes(fitting.getBytes(StandardCharsets.US_ASCII));
      done = to;
      counts.computeIfAbsent(name, any -> new LongAdder()).increment();
    }

    private boolean isJsonNumber(int from, int to) {
      for (int at = from; at < to; at++) {
        if (source[at] < '0' || source[at] > '9') {
          return false;
        }
      }
      int before = from - 1;
      while (before >= 0 && isBlank(source[before])) {
        before--;
      }
      int after = to;
      while (after < source.length && isBlank(source[after])) {
        after++;
      }
      return before >= 0
          && after < source.length
          && ":,[".indexOf((char) source[before]) >= 0
          && ",]}".indexOf((char) source[after]) >= 0;
    }

    byte[] end() {
      result.write(source, done, source.length - done);
      return result.toByteArray();
    }
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }
}
