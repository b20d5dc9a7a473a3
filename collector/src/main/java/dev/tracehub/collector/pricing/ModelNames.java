/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which a model may stand in the price book, from the name of a call on to ever
 * plainer ones. Only parts that do not change which model it is are taken away: the path of a
 * provider, a region, a vendor, a version of the deployment, a date, "latest". A name that merely
 * begins like another is another model.
 */
final class ModelNames {

  private static final List<String> REGIONS =
      List.of("us.", "eu.", "apac.", "au.", "jp.", "global.");
  private static final List<String> VENDORS = List.of("anthropic.", "amazon.");

  private ModelNames() {}

  /** The names to look for, in this order. */
  static List<String> candidates(String model) {
    Set<String> names = new LinkedHashSet<>();
    String name = model.strip().toLowerCase(Locale.ROOT);
    names.add(name);
    name = name.substring(name.lastIndexOf('/') + 1);
    names.add(name);
    name = withoutPrefix(name, REGIONS);
    names.add(name);
    name = withoutPrefix(name, VENDORS);
    names.add(name);
    int at = name.indexOf('@');
    name = at > 0 ? name.substring(0, at) : name;
    names.add(name);
    name = withoutDeploymentVersion(name);
    names.add(name);
    name = withoutDate(name);
    names.add(name);
    names.add(withoutSuffix(name, "-latest"));
    names.remove("");
    return new ArrayList<>(names);
  }

  private static String withoutPrefix(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /** Without "-v1" or "-v1:0" at the end, as Bedrock appends them. */
  private static String withoutDeploymentVersion(String name) {
    int end = name.length();
    if (end > 2 && isDigit(name, end - 1) && name.charAt(end - 2) == ':') {
      end -= 2;
    }
    boolean versioned = end > 3 && isDigit(name, end - 1) && name.startsWith("-v", end - 3);
    return versioned ? name.substring(0, end - 3) : name;
  }

  /** Without "-20250929" or "-2025-09-29" at the end. */
  private static String withoutDate(String name) {
    if (matches(name, "-2ddddddd")) {
      return name.substring(0, name.length() - 9);
    }
    return matches(name, "-2ddd-dd-dd") ? name.substring(0, name.length() - 11) : name;
  }

  /** Whether a name ends like the pattern, in which d is any digit. */
  private static boolean matches(String name, String pattern) {
    int offset = name.length() - pattern.length();
    if (offset <= 0) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      char expected = pattern.charAt(i);
      boolean fits =
          expected == 'd' ? isDigit(name, offset + i) : name.charAt(offset + i) == expected;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(String name, int index) {
    char c = name.charAt(index);
    return c >= '0' && c <= '9';
  }
}
