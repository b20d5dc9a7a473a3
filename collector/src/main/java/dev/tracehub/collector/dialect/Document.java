/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is looked for inside a JSON document. Filled while the mapping is loaded, then shared. */
final class Document {

  private final Node root = new Node();
  private final List<Binding> bindings = new ArrayList<>();
  private final Set<String> probes = new HashSet<>();

  /** A place in the document. */
  static final class Node {
    private final Map<String, Node> members = new HashMap<>();
    private final List<Binding> leaves = new ArrayList<>();
    private final Map<String, Binding> sums = new HashMap<>();
    private @Nullable Node anyElement;
    private @Nullable Binding allMembers;

    /** The place of a member, or of an element by its index; null when nothing is there. */
    @Nullable Node member(String name) {
      return members.get(name);
    }

    @Nullable Node anyElement() {
      return anyElement;
    }

    /** What the value at this place fills. */
    List<Binding> leaves() {
      return leaves;
    }

    /** What the sum of the members whose names contain the key fills. */
    Map<String, Binding> sums() {
      return sums;
    }

    /** What takes each member; null when nothing does. */
    @Nullable Binding allMembers() {
      return allMembers;
    }

    boolean isEmpty() {
      return members.isEmpty() && anyElement == null;
    }

    private Node child(String step) {
      if (step.equals("*")) {
        if (anyElement == null) {
          anyElement = new Node();
        }
        return anyElement;
      }
      return members.computeIfAbsent(step, name -> new Node());
    }
  }

  void add(Binding binding, List<String> path) {
    bindings.add(binding);
    if (!binding.condition().whereMember().isEmpty()) {
      probes.add(binding.condition().whereMember());
    }
    if (path.isEmpty()) {
      root.allMembers = binding;
      return;
    }
    Node node = root;
    for (String step : path.subList(0, path.size() - 1)) {
      node = node.child(step);
    }
    String last = path.get(path.size() - 1);
    if (last.startsWith("~")) {
      node.sums.put(last.substring(1), binding);
    } else {
      node.child(last).leaves.add(binding);
    }
  }

  Node root() {
    return root;
  }

  List<Binding> bindings() {
    return bindings;
  }

  /** Members of the root that conditions ask about. */
  Set<String> probes() {
    return probes;
  }
}
