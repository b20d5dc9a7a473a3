/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and prefixes of attributes that may leave. Immutable. */
final class AttributeFilter {

  /** Lets everything through. */
  static final AttributeFilter ALL = new AttributeFilter(Set.of(), Set.of(""));

  private final Set<String> names;
  private final Set<String> prefixes;

  private AttributeFilter(Set<String> names, Set<String> prefixes) {
    this.names = names;
    this.prefixes = prefixes;
  }

  /**
   * @param patterns names, or prefixes with a star at the end
   */
  static AttributeFilter of(Collection<String> patterns) {
    Set<String> prefixes =
        patterns.stream()
            .filter(pattern -> pattern.endsWith("*"))
            .map(pattern -> pattern.substring(0, pattern.length() - 1))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> names =
        patterns.stream()
            .filter(pattern -> !pattern.endsWith("*"))
            .collect(Collectors.toUnmodifiableSet());
    return new AttributeFilter(names, prefixes);
  }

  boolean allows(String name) {
    if (this == ALL || names.contains(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
