/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.genai.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bsc.async.AsyncGenerator;

/** The states of graphs, and changes of them. */
final class States {

  private States() {}

  /** As JSON, without what is still being made. */
  static String json(Map<String, Object> state) {
    Map<String, Object> known = new LinkedHashMap<>(state);
    known.values().removeIf(AsyncGenerator.class::isInstance);
    return Json.of(known);
  }

  /** Whether a node's result is still being made: it streams, or is a compiled graph. */
  static boolean isPending(Map<String, Object> result) {
    return result.values().stream().anyMatch(AsyncGenerator.class::isInstance);
  }
}
