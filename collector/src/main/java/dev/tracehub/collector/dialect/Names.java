/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.SpanType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One spelling for what dialects spell in many ways: the table names.tsv. Immutable. */
final class Names {

  private final Map<String, String> providers = new HashMap<>();
  private final Map<String, String> hosts = new LinkedHashMap<>();
  private final Map<String, String> models = new LinkedHashMap<>();
  private final Map<String, String> operations = new HashMap<>();
  private final Map<SpanType, String> defaultOperations = new EnumMap<>(SpanType.class);
  private final Map<String, String> exclusiveScopes = new LinkedHashMap<>();

  private Names() {}

  static Names parse(List<TableFile.Line> lines) {
    Names names = new Names();
    for (TableFile.Line line : lines) {
      String spelling = line.column(1).toLowerCase(Locale.ROOT);
      String canonical = line.column(2);
      switch (line.column(0)) {
        case "provider" -> names.providers.put(spelling, canonical);
        case "host" -> names.hosts.put(spelling, canonical);
        case "model" -> names.models.put(spelling, canonical);
        case "operation" -> names.operations.put(spelling, canonical);
        case "default" ->
            names.defaultOperations.put(TypeRules.typeNamed(line.column(1), line), canonical);
        case "exclusive" -> names.exclusiveScopes.put(spelling, canonical);
        default -> throw line.fault("what: \"" + line.column(0) + "\" (expected: see its head)");
      }
    }
    return names;
  }

  /**
   * The provider in its canonical spelling. Of an unknown "a.b" the part before the dot decides, if
   * that is known; any other unknown name is kept in lower case.
   */
  String provider(String spelling) {
    String known = providers.get(spelling);
    if (known != null) {
      return known;
    }
    String lower = spelling.strip().toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    String byStart = dot > 0 ? providers.get(lower.substring(0, dot)) : null;
    String fallback = byStart != null ? byStart : lower;
    return providers.getOrDefault(lower, fallback);
  }

  /** The provider that a host or a model's name tells; empty when neither does. */
  String guessProvider(String host, String model) {
    String byHost = find(hosts, host.toLowerCase(Locale.ROOT), Names::hostMatches);
    return byHost.isEmpty()
        ? find(models, model.toLowerCase(Locale.ROOT), String::startsWith)
        : byHost;
  }

  private interface Match {
    boolean test(String text, String pattern);
  }

  private static String find(Map<String, String> patterns, String text, Match match) {
    if (!text.isEmpty()) {
      for (Map.Entry<String, String> pattern : patterns.entrySet()) {
        if (match.test(text, pattern.getKey())) {
          return pattern.getValue();
        }
      }
    }
    return "";
  }

  private static boolean hostMatches(String host, String pattern) {
    if (pattern.startsWith("*")) {
      return host.endsWith(pattern.substring(1));
    }
    return pattern.endsWith("*")
        ? host.startsWith(pattern.substring(0, pattern.length() - 1))
        : host.equals(pattern);
  }

  String operation(String spelling) {
    return operations.getOrDefault(spelling, spelling);
  }

  /** The operation of a span type when its dialect names none; may be empty. */
  String defaultOperation(SpanType type) {
    return defaultOperations.getOrDefault(type, "");
  }

  /**
   * Tells of a library that is known to leave cached tokens out of Anthropic's input tokens how the
   * names of token counts begin that say otherwise; empty for all other libraries.
   */
  String exclusiveUnless(String scope) {
    return find(exclusiveScopes, scope.toLowerCase(Locale.ROOT), Names::scopeMatches);
  }

  private static boolean scopeMatches(String scope, String pattern) {
    return scope.startsWith(pattern)
        && (scope.length() == pattern.length() || scope.charAt(pattern.length()) == '.');
  }
}
