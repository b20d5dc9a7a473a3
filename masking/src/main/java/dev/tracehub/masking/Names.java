/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The spellings that a name has in headers, settings and code. */
final class Names {

  private Names() {}

  /**
   * Names with underscores as they are, in capitals, with dashes, in camel case, and with a capital
   * first.
   */
  static List<String> variants(String... names) {
    Set<String> variants = new LinkedHashSet<>();
    for (String name : names) {
      String camel = camel(name);
      variants.add(name);
      variants.add(name.toUpperCase(Locale.ROOT));
      variants.add(name.replace('_', '-'));
      variants.add(name.toUpperCase(Locale.ROOT).replace('_', '-'));
      variants.add(camel);
      variants.add(Character.toUpperCase(camel.charAt(0)) + camel.substring(1));
    }
    return new ArrayList<>(variants);
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (int at = 0; at < name.length(); at++) {
      char here = name.charAt(at);
      if (here == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(here) : here);
        upper = false;
      }
    }
    return camel.toString();
  }
}
