/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * Where a span stands in the run of a graph. LangGraph hands the metadata of a node down to all
 * spans inside it: the one that is the node bears its name and is no call of a model, tool or
 * retriever.
 */
final class GraphReader {

  private final Reading reading;
  private final String parentSpanId;
  private final boolean isNode;

  GraphReader(Reading reading, SpanType type, String spanName, String parentSpanId) {
    this.reading = reading;
    this.parentSpanId = parentSpanId;
    this.isNode = mayBeNode(type) && bearsName(spanName);
  }

  private static boolean mayBeNode(SpanType type) {
    return switch (type) {
      case SPAN_TYPE_CHAIN, SPAN_TYPE_AGENT, SPAN_TYPE_SPAN, SPAN_TYPE_TASK, SPAN_TYPE_NODE -> true;
      default -> false;
    };
  }

  private boolean bearsName(String spanName) {
    if (reading.has(Field.GRAPH_OWN_NODE)) {
      return true;
    }
    String node = reading.peek(Field.GRAPH_NODE);
    return !node.isEmpty()
        && !isPseudoNode(node)
        && (node.equals(spanName) || node.equals(reading.peek(Field.GRAPH_ENTITY)));
  }

  /** The engine's own beginning and end of a graph, which no application wrote. */
  private static boolean isPseudoNode(String node) {
    return node.startsWith("__") && node.endsWith("__");
  }

  /** Whether the span is the execution of a node. */
  boolean isNode() {
    return isNode;
  }

  /** The position; null when the span stands in no graph. */
  @Nullable GraphPosition position() {
    String own = reading.text(Field.GRAPH_OWN_NODE);
    String node = own.isEmpty() ? reading.text(Field.GRAPH_NODE) : own;
    if (node.isEmpty()) {
      return null;
    }
    GraphPosition.Builder position =
        GraphPosition.newBuilder()
            .setNode(node)
            .setPath(reading.text(Field.GRAPH_PATH))
            .addAllTriggers(reading.texts(Field.GRAPH_TRIGGERS))
            .addAllParentNodes(reading.texts(Field.GRAPH_PARENTS));
    position.setStep(Math.max(0, reading.smallCount(Field.GRAPH_STEP)));
    if (isNode && own.isEmpty()) {
      // LangGraph names no run; all nodes of one are children of the span that covers it.
      position.setRunId(parentSpanId);
    }
    return position.build();
  }
}
