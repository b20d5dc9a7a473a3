/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.v1.SpanType;

/** How the type of a span matters for what counts. */
enum CallKind {
  LLM(1, true, false),
  EMBEDDING(2, true, false),
  RERANKER(4, true, false),
  /**
   * Does work of its own, for which it may call models: such calls are not the call of a model that
   * the work was done for.
   */
  WORKER(8, false, true),
  /** A step that only holds others together. */
  STEP(16, false, false);

  private final int bit;
  private final boolean modelCall;
  private final boolean boundary;

  CallKind(int bit, boolean modelCall, boolean boundary) {
    this.bit = bit;
    this.modelCall = modelCall;
    this.boundary = boundary;
  }

  static CallKind of(SpanType type) {
    return switch (type) {
      case SPAN_TYPE_LLM -> LLM;
      case SPAN_TYPE_EMBEDDING -> EMBEDDING;
      case SPAN_TYPE_RERANKER -> RERANKER;
      case SPAN_TYPE_TOOL,
          SPAN_TYPE_AGENT,
          SPAN_TYPE_RETRIEVER,
          SPAN_TYPE_JUDGE,
          SPAN_TYPE_GUARDRAIL ->
          WORKER;
      default -> STEP;
    };
  }

  boolean isModelCall() {
    return modelCall;
  }

  /** Whether calls below are not the call of a model above. */
  boolean isBoundary() {
    return boundary;
  }

  /** The kind in a set of kinds. */
  int bit() {
    return bit;
  }

  /** Whether any of the kinds below is the same call: of the same kind, or of none. */
  boolean isSameCallAs(int kindsBelow) {
    return (kindsBelow & (bit() | STEP.bit())) != 0;
  }
}
