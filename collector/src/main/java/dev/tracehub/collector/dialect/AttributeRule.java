/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the mapping knows about one attribute name. Filled while the mapping is loaded. */
final class AttributeRule {

  private static final Binding[] NO_BINDINGS = {};

  private final List<Binding> loading = new ArrayList<>();
  private Binding[] bindings = NO_BINDINGS;
  private @Nullable Document document;
  private TypeRules.@Nullable Test typeTest;
  private boolean partOfMessage;

  void add(Binding binding) {
    loading.add(binding);
    bindings = loading.toArray(NO_BINDINGS);
  }

  Document document() {
    if (document == null) {
      document = new Document();
    }
    return document;
  }

  void setTypeTest(TypeRules.Test test) {
    typeTest = test;
  }

  void setPartOfMessage() {
    partOfMessage = true;
  }

  /** What the value itself fills. Shared: not to be changed. */
  Binding[] bindings() {
    return bindings;
  }

  /** What is found inside the value; null when nothing is looked for. */
  @Nullable Document documentOrNull() {
    return document;
  }

  TypeRules.@Nullable Test typeTest() {
    return typeTest;
  }

  /** Whether a message may be made of the value and others. */
  boolean isPartOfMessage() {
    return partOfMessage;
  }
}
