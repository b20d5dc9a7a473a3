/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import dev.tracehub.masking.Family;
import dev.tracehub.masking.Find;
import dev.tracehub.masking.Finder;
import dev.tracehub.masking.JsonNumbers;
import dev.tracehub.masking.Markers;
import dev.tracehub.masking.PersonalData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
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

  private final Finder finder;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  private PatternMasker(Set<PersonalData> kinds) {
    Set<Family> families = EnumSet.copyOf(Family.of(Family.Group.SECRET));
    kinds.forEach(kind -> families.add(kind.family()));
    finder = Finder.of(families);
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
    List<Find> finds = finder.find(bytes, true);
    if (finds.isEmpty()) {
      return text;
    }
    Replacement replacement = new Replacement(bytes);
    finds.forEach(find -> replacement.replace(find.from(), find.to(), find.family().label()));
    return new String(replacement.end(), StandardCharsets.UTF_8);
  }

  /** A text in the making. */
  private final class Replacement {

    private final byte[] source;
    private final ByteArrayOutputStream result;
    private int done;

    Replacement(byte[] source) {
      this.source = source;
      this.result = new ByteArrayOutputStream(source.length);
    }

    void replace(int from, int to, String name) {
      String marker = Markers.CLIENT + name + "]";
      // A number of JSON has no quotes, and a marker is no number.
      String fitting = JsonNumbers.isNumber(source, from, to) ? '"' + marker + '"' : marker;
      result.write(source, done, from - done);
      result.writeBytes(fitting.getBytes(StandardCharsets.US_ASCII));
      done = to;
      counts.computeIfAbsent(name, any -> new LongAdder()).increment();
    }

    byte[] end() {
      result.write(source, done, source.length - done);
      return result.toByteArray();
    }
  }
}
