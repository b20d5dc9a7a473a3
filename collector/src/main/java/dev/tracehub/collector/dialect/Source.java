/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a value is found, as a line of fields.tsv says. */
sealed interface Source {

  /** The attribute of this name. */
  record Attribute(String name) implements Source {}

  /** A member of the JSON document in an attribute; an empty path is all its members. */
  record Member(String name, List<String> path) implements Source {}

  /** An array that was taken apart into attributes; an empty member is the whole of it. */
  record Elements(String prefix, String member) implements Source {}

  /** All attributes whose names begin so. */
  record Prefix(String prefix) implements Source {}

  /** An application's own name, in any of the places of metadata. */
  record Metadata(String name) implements Source {}

  /** An attribute of the resource. */
  record Resource(String name) implements Source {}

  /** An attribute of the events of this name; an empty attribute is the time of the first. */
  record EventAttribute(String event, String attribute) implements Source {}

  /** Events that are the messages of a list. */
  record EventMessages(List<String> events) implements Source {}

  /** A message whose members (keys) are attributes (values). */
  record Message(Map<String, String> members) implements Source {}

  /** Reads the second column of a line. */
  static Source parse(String text) {
    if (text.startsWith("@")) {
      return new Metadata(text.substring(1));
    }
    if (text.startsWith("resource:")) {
      return new Resource(text.substring("resource:".length()));
    }
    if (text.startsWith("events:")) {
      return new EventMessages(List.of(text.substring("events:".length()).split("\\|", -1)));
    }
    if (text.startsWith("event:")) {
      return eventAttribute(text.substring("event:".length()));
    }
    if (text.startsWith("message:")) {
      return message(text.substring("message:".length()));
    }
    return attribute(text);
  }

  private static Source attribute(String text) {
    if (text.endsWith(".*")) {
      return new Prefix(text.substring(0, text.length() - 1));
    }
    String inner = inBraces(text);
    String name = text.endsWith("}") ? text.substring(0, text.indexOf('{')) : text;
    if (name.endsWith(".#")) {
      return new Elements(name.substring(0, name.length() - 1), inner);
    }
    if (!text.endsWith("}")) {
      return new Attribute(text);
    }
    return new Member(name, inner.isEmpty() ? List.of() : List.of(inner.split("/", -1)));
  }

  private static Source eventAttribute(String text) {
    String name = text.endsWith("}") ? text.substring(0, text.indexOf('{')) : text;
    return new EventAttribute(name, inBraces(text));
  }

  private static Source message(String text) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : text.split("\\|", -1)) {
      int equals = member.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("member: \"" + member + "\" (expected: x=attribute)");
      }
      members.put(member.substring(0, equals), member.substring(equals + 1));
    }
    return new Message(members);
  }

  private static String inBraces(String text) {
    int open = text.indexOf('{');
    return text.endsWith("}") && open > 0 ? text.substring(open + 1, text.length() - 1) : "";
  }
}
