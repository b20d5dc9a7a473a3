/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the lines of fields.tsv. For one mapping. */
final class MappingLoader {

  private final Map<String, AttributeRule> attributes = new HashMap<>();
  private final Map<String, PrefixRule> prefixes = new LinkedHashMap<>();
  private final Map<String, List<Binding>> resources = new HashMap<>();
  private final Map<String, EventRule> events = new HashMap<>();
  private final Map<Binding, Map<String, String>> messages = new LinkedHashMap<>();
  private final List<String> metadataPlaces = new ArrayList<>();
  private final Set<String> wrappers = new LinkedHashSet<>();
  private final Set<String> bodies = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private int version;
  private int rank;

  void addFields(List<TableFile.Line> lines) {
    for (TableFile.Line line : lines) {
      switch (line.column(0)) {
        case "version" -> version = parseVersion(line);
        case "metadata" -> metadataPlaces.add(line.column(1));
        case "wrapper" -> wrappers.add(line.column(1));
        case "body" -> bodies.add(line.column(1));
        default -> addField(line);
      }
    }
    if (version == 0) {
      throw new IllegalArgumentException("fields.tsv: no version (expected: a line \"version\")");
    }
  }

  private static int parseVersion(TableFile.Line line) {
    Long version = Plain.count(line.column(1));
    if (version == null || version < 1 || version > Integer.MAX_VALUE) {
      throw line.fault("version: \"" + line.column(1) + "\" (expected: a number >= 1)");
    }
    return version.intValue();
  }

  private void addField(TableFile.Line line) {
    Field field =
        Field.named(line.column(0))
            .orElseThrow(
                () -> line.fault("field: \"" + line.column(0) + "\" (expected: one of Field)"));
    if (!seen.add(String.join("\t", line.columns()))) {
      throw line.fault("the same line stands above");
    }
    Condition condition = Condition.parse(line);
    Source source = parseSource(line);
    if (source instanceof Source.Metadata metadata) {
      for (String place : metadataPlaces) {
        String name =
            place.endsWith("{}")
                ? place.substring(0, place.length() - 1) + metadata.name() + "}"
                : place + metadata.name();
        bind(Source.parse(name), new Binding(field, rank++, name, condition), line);
      }
    } else {
      bind(source, new Binding(field, rank++, line.column(1), condition), line);
    }
  }

  private static Source parseSource(TableFile.Line line) {
    try {
      return Source.parse(line.column(1));
    } catch (IllegalArgumentException e) {
      throw line.fault(String.valueOf(e.getMessage()));
    }
  }

  private void bind(Source source, Binding binding, TableFile.Line line) {
    if (source instanceof Source.Attribute attribute) {
      attributeRule(attribute.name()).add(binding);
    } else if (source instanceof Source.Member member) {
      attributeRule(member.name()).document().add(binding, member.path());
    } else if (source instanceof Source.Elements elements) {
      prefixRule(elements.prefix()).addElements(binding, elements.member());
    } else if (source instanceof Source.Prefix prefix) {
      prefixRule(prefix.prefix()).setParameters(binding);
    } else if (source instanceof Source.Resource resource) {
      resources.computeIfAbsent(resource.name(), name -> new ArrayList<>()).add(binding);
    } else if (source instanceof Source.EventAttribute event) {
      bindEvent(event, binding);
    } else if (source instanceof Source.EventMessages list) {
      list.events().forEach(name -> eventRule(name).messages().add(binding));
    } else if (source instanceof Source.Message message) {
      messages.put(binding, message.members());
      message.members().values().forEach(name -> attributeRule(name).setPartOfMessage());
    } else {
      throw line.fault("source: \"" + line.column(1) + "\" (expected: see the file's head)");
    }
  }

  private void bindEvent(Source.EventAttribute event, Binding binding) {
    if (event.attribute().isEmpty()) {
      eventRule(event.event()).times().add(binding);
    } else {
      eventRule(event.event()).attributes().put(binding, event.attribute());
    }
  }

  AttributeRule attributeRule(String name) {
    return attributes.computeIfAbsent(name, n -> new AttributeRule());
  }

  private PrefixRule prefixRule(String prefix) {
    return prefixes.computeIfAbsent(prefix, PrefixRule::new);
  }

  private EventRule eventRule(String name) {
    return events.computeIfAbsent(name, n -> new EventRule());
  }

  int version() {
    return version;
  }

  Set<String> wrappers() {
    return wrappers;
  }

  Set<String> bodies() {
    return bodies;
  }

  Map<String, AttributeRule> attributes() {
    return attributes;
  }

  Map<String, PrefixRule> prefixes() {
    return prefixes;
  }

  Map<String, List<Binding>> resources() {
    return resources;
  }

  Map<String, EventRule> events() {
    return events;
  }

  Map<Binding, Map<String, String>> messages() {
    return messages;
  }
}
