/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Arguments of the form {@code --name number}. */
final class Arguments {

  private Arguments() {}

  static Map<String, Integer> parse(String[] args, Map<String, Integer> defaults) {
    Map<String, Integer> numbers = new HashMap<>(defaults);
    for (int i = 0; i < args.length; i += 2) {
      if (!defaults.containsKey(args[i])) {
        throw new IllegalArgumentException(
            args[i]
                + ": unknown argument (expected: one of "
                + new TreeSet<>(defaults.keySet())
                + ")");
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + ": no value (expected: a number)");
      }
      numbers.put(args[i], Integer.parseInt(args[i + 1]));
    }
    return numbers;
  }
}
