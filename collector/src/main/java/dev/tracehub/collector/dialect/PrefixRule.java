/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the mapping knows about all names that begin alike. Filled while the mapping is loaded. */
final class PrefixRule {

  private final String prefix;
  private final List<Binding> whole = new ArrayList<>();
  private final Map<Binding, String> members = new LinkedHashMap<>();
  private @Nullable Binding parameters;

  PrefixRule(String prefix) {
    this.prefix = prefix;
  }

  void addElements(Binding binding, String member) {
    if (member.isEmpty()) {
      whole.add(binding);
    } else {
      members.put(binding, member);
    }
  }

  void setParameters(Binding binding) {
    parameters = binding;
  }

  String prefix() {
    return prefix;
  }

  /** What the array fills that the names spell out. */
  List<Binding> whole() {
    return whole;
  }

  /** What a member of each element fills. */
  Map<Binding, String> members() {
    return members;
  }

  /** What takes the values under the rest of their names; null when nothing does. */
  @Nullable Binding parameters() {
    return parameters;
  }
}
