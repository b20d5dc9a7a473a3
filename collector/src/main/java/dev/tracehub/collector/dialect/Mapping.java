/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of this package, compiled: one hash lookup tells all about an attribute. Immutable
 * once loaded, hence thread-safe.
 */
final class Mapping {

  private final int version;
  private final Names names;
  private final Set<String> wrappers;
  private final List<String> bodies;
  private final Map<String, AttributeRule> attributes;
  private final Map<String, List<Binding>> resources;
  private final Map<String, EventRule> events;
  private final Map<Binding, Map<String, String>> messages;
  private final PrefixRule[][] prefixesByFirstCharacter = new PrefixRule[128][];

  Mapping(MappingLoader loaded, Names names) {
    this.version = loaded.version();
    this.names = names;
    this.wrappers = Set.copyOf(loaded.wrappers());
    this.bodies = List.copyOf(loaded.bodies());
    this.attributes = new HashMap<>(loaded.attributes());
    this.resources = Map.copyOf(loaded.resources());
    this.events = Map.copyOf(loaded.events());
    this.messages = loaded.messages();
    Map<Character, List<PrefixRule>> byFirst = new HashMap<>();
    for (PrefixRule rule : loaded.prefixes().values()) {
      byFirst.computeIfAbsent(rule.prefix().charAt(0), c -> new ArrayList<>()).add(rule);
    }
    byFirst.forEach((c, rules) -> prefixesByFirstCharacter[c] = rules.toArray(PrefixRule[]::new));
  }

  /**
   * The mapping among the resources.
   *
   * @throws IllegalArgumentException when a line is wrong; the message names it
   */
  static Mapping load() {
    MappingLoader loader = new MappingLoader();
    TypeRules.parse(TableFile.ofResource("types.tsv"))
        .tests()
        .forEach((name, test) -> loader.attributeRule(name).setTypeTest(test));
    loader.addFields(TableFile.ofResource("fields.tsv"));
    return new Mapping(loader, loadNames());
  }

  static Names loadNames() {
    return Names.parse(TableFile.ofResource("names.tsv"));
  }

  int version() {
    return version;
  }

  Names names() {
    return names;
  }

  /** Members that only wrap an element of an array. */
  Set<String> wrappers() {
    return wrappers;
  }

  /** Attributes that hold the body of an event, in the order in which they are asked. */
  List<String> bodies() {
    return bodies;
  }

  @Nullable AttributeRule attribute(String name) {
    return attributes.get(name);
  }

  @Nullable PrefixRule prefix(String name) {
    char first = name.isEmpty() ? 0 : name.charAt(0);
    PrefixRule[] rules = first < 128 ? prefixesByFirstCharacter[first] : null;
    if (rules != null) {
      for (PrefixRule rule : rules) {
        if (name.startsWith(rule.prefix())) {
          return rule;
        }
      }
    }
    return null;
  }

  List<Binding> resource(String name) {
    return resources.getOrDefault(name, List.of());
  }

  @Nullable EventRule event(String name) {
    return events.get(name);
  }

  /** Messages that are made of several attributes: their members' names and attributes. */
  Map<Binding, Map<String, String>> messages() {
    return messages;
  }
}
