/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the mapping knows about events of one name. Filled while the mapping is loaded. */
final class EventRule {

  private final Map<Binding, String> attributes = new LinkedHashMap<>();
  private final List<Binding> times = new ArrayList<>();
  private final List<Binding> messages = new ArrayList<>();

  /** What attributes of the events fill. */
  Map<Binding, String> attributes() {
    return attributes;
  }

  /** What the time of the first event fills. */
  List<Binding> times() {
    return times;
  }

  /** What the events fill as messages of a list. */
  List<Binding> messages() {
    return messages;
  }
}
