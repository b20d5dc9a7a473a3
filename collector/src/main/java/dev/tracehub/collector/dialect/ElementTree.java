/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An array that a dialect took apart into attributes, put together again. Bounded: what lies
 * outside the bounds is refused and stays an attribute.
 */
final class ElementTree {

  /** The most elements of an array. */
  static final int MAX_INDEX = 4096;

  private static final int MAX_DEPTH = 12;
  private static final int MAX_VALUES = 20_000;

  private final Set<String> wrappers;
  private final Map<Object, Object> root = new TreeMap<>();
  private int values;

  /**
   * An empty array.
   *
   * @param wrappers members that only wrap an element
   */
  ElementTree(Set<String> wrappers) {
    this.wrappers = wrappers;
  }

  /**
   * Adds a value.
   *
   * @param path where it stands, e.g. {@code 0.message.role}
   * @return whether it was taken
   */
  boolean put(String path, Object value) {
    List<Object> steps = steps(path);
    if (steps.isEmpty() || !(steps.get(0) instanceof Integer) || values >= MAX_VALUES) {
      return false;
    }
    Map<Object, Object> node = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      Map<Object, Object> child = child(node, steps.get(i), steps.get(i + 1));
      if (child == null) {
        return false;
      }
      node = child;
    }
    values++;
    return node.putIfAbsent(steps.get(steps.size() - 1), value) == null;
  }

  /** The node under a step; null when a value or a node of the other sort is there. */
  @SuppressWarnings("unchecked") // Maps in the tree are those that this method made.
  private static @Nullable Map<Object, Object> child(
      Map<Object, Object> node, Object step, Object next) {
    boolean array = next instanceof Integer;
    Object child = node.computeIfAbsent(step, s -> array ? new TreeMap<>() : new LinkedHashMap<>());
    boolean fits = child instanceof TreeMap == array;
    return fits && child instanceof Map<?, ?> map ? (Map<Object, Object>) map : null;
  }

  /** Names and indices of a path; empty when it is out of bounds. */
  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>(4);
    int start = 0;
    while (start <= path.length()) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      Object step = step(path.substring(start, end));
      if (step == null || steps.size() == MAX_DEPTH) {
        return List.of();
      }
      steps.add(step);
      start = end + 1;
    }
    return steps;
  }

  private static @Nullable Object step(String text) {
    if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
      return text.isEmpty() ? null : text;
    }
    Long index = Plain.count(text);
    if (index == null) {
      return text;
    }
    return index < MAX_INDEX ? (Integer) index.intValue() : null;
  }

  /** The array as JSON. */
  String toJson() {
    return JsonText.of(list(root));
  }

  /** A member of each element that has it. */
  List<Object> members(String name) {
    List<Object> found = new ArrayList<>();
    for (Object element : list(root)) {
      if (element instanceof Map<?, ?> map && map.get(name) != null) {
        found.add(map.get(name));
      }
    }
    return found;
  }

  private List<Object> list(Map<Object, Object> node) {
    List<Object> elements = new ArrayList<>(node.size());
    node.values().forEach(element -> elements.add(unwrapped(plain(element))));
    return elements;
  }

  private Object plain(Object node) {
    if (node instanceof TreeMap<?, ?>) {
      return list(castMap(node));
    }
    if (!(node instanceof LinkedHashMap<?, ?>)) {
      return node;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    castMap(node).forEach((name, value) -> object.put((String) name, plain(value)));
    return object;
  }

  @SuppressWarnings("unchecked") // Maps in the tree are those that child() made.
  private static Map<Object, Object> castMap(Object node) {
    return (Map<Object, Object>) node;
  }

  private Object unwrapped(Object element) {
    if (element instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      if (wrappers.contains(only.getKey()) && only.getValue() instanceof Map) {
        return only.getValue();
      }
    }
    return element;
  }
}
