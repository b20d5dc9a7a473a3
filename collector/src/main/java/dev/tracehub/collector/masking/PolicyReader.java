/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tracehub.masking.Family;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the parts of a policy and holds them to their limits. */
final class PolicyReader {

  static final int MAX_PATTERNS = 50;
  static final int MAX_PATTERN_LENGTH = 500;
  static final int MAX_PROGRAM = 2000;
  static final int MAX_VALUES = 1000;
  static final int MAX_VALUE_LENGTH = 256;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private PolicyReader() {}

  static Set<Family> families(MaskingPolicy policy) throws InvalidPolicyException {
    Set<Family> families = EnumSet.copyOf(Family.of(Family.Group.SECRET));
    for (Map.Entry<String, Boolean> entry : new TreeMap<>(policy.getFamiliesMap()).entrySet()) {
      Family family = Family.of(entry.getKey()).orElse(null);
      if (family == null) {
        throw new InvalidPolicyException(
            "families[\"" + cut(entry.getKey()) + "\"]",
            "UNKNOWN_FAMILY",
            "unknown (expected: one of " + String.join(", ", Family.labels()) + ")");
      }
      if (entry.getValue()) {
        families.add(family);
      } else {
        families.remove(family);
      }
    }
    return families;
  }

  static List<OwnPattern> patterns(MaskingPolicy policy) throws InvalidPolicyException {
    requireAtMost("patterns", policy.getPatternsCount(), MAX_PATTERNS);
    List<OwnPattern> patterns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policy.getPatternsCount(); i++) {
      MaskingPattern pattern = policy.getPatterns(i);
      String field = "patterns[" + i + "]";
      requireName(field + ".name", pattern.getName(), names);
      patterns.add(
          OwnPattern.of(pattern.getName(), compiled(field + ".pattern", pattern.getPattern())));
    }
    return List.copyOf(patterns);
  }

  static AllowList allowed(MaskingPolicy policy) throws InvalidPolicyException {
    requireAtMost("allowed_values", policy.getAllowedValuesCount(), MAX_VALUES);
    for (int i = 0; i < policy.getAllowedValuesCount(); i++) {
      requireLength("allowed_values[" + i + "]", policy.getAllowedValues(i), MAX_VALUE_LENGTH);
    }
    requireAtMost("allowed_patterns", policy.getAllowedPatternsCount(), MAX_PATTERNS);
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < policy.getAllowedPatternsCount(); i++) {
      patterns.add(compiled("allowed_patterns[" + i + "]", policy.getAllowedPatterns(i)));
    }
    return new AllowList(Set.copyOf(policy.getAllowedValuesList()), patterns);
  }

  private static void requireName(String field, String name, Set<String> names)
      throws InvalidPolicyException {
    if (!NAME.matches(name) || Family.of(name).isPresent()) {
      throw new InvalidPolicyException(
          field,
          "INVALID_NAME",
          "\""
              + cut(name)
              + "\" (expected: 1 to 40 of a-z, 0-9 and '-', beginning with a letter, and no"
              + " family's name)");
    }
    if (!names.add(name)) {
      throw new InvalidPolicyException(
          field, "REPEATED_NAME", "\"" + name + "\" again (expected: each name once)");
    }
  }

  private static Pattern compiled(String field, String text) throws InvalidPolicyException {
    requireLength(field, text, MAX_PATTERN_LENGTH);
    Pattern pattern;
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidPolicyException(
          field, "INVALID_PATTERN", e.getDescription() + " (expected: a regular expression, RE2)");
    }
    if (pattern.programSize() > MAX_PROGRAM) {
      throw new InvalidPolicyException(
          field,
          "PATTERN_TOO_LARGE",
          pattern.programSize()
              + " instructions when compiled (expected: at most "
              + MAX_PROGRAM
              + "; repeat counts multiply)");
    }
    if (pattern.matcher("").find()) {
      throw new InvalidPolicyException(
          field,
          "MATCHES_EMPTY",
          "matches the empty text (expected: a pattern of one character or more)");
    }
    return pattern;
  }

  private static void requireLength(String field, String text, int most)
      throws InvalidPolicyException {
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > most) {
      throw new InvalidPolicyException(
          field,
          length == 0 ? "REQUIRED" : "TOO_LONG",
          length + " characters (expected: 1 to " + most + ")");
    }
  }

  private static void requireAtMost(String field, int count, int most)
      throws InvalidPolicyException {
    if (count > most) {
      throw new InvalidPolicyException(
          field, "TOO_MANY", count + " (expected: at most " + most + ")");
    }
  }

  private static String cut(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }
}
