/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/** What sort of work a span is. The names are those of {@link dev.tracehub.v1.SpanType}. */
public enum SpanType {
  /** Anything without a type of its own. */
  SPAN(dev.tracehub.v1.SpanType.SPAN_TYPE_SPAN),
  /** One call of a generative model. */
  LLM(dev.tracehub.v1.SpanType.SPAN_TYPE_LLM),
  /** One call of an embedding model. */
  EMBEDDING(dev.tracehub.v1.SpanType.SPAN_TYPE_EMBEDDING),
  /** A search for documents or memories. */
  RETRIEVER(dev.tracehub.v1.SpanType.SPAN_TYPE_RETRIEVER),
  /** A re-ordering of documents by relevance. */
  RERANKER(dev.tracehub.v1.SpanType.SPAN_TYPE_RERANKER),
  /** The execution of a tool or function. */
  TOOL(dev.tracehub.v1.SpanType.SPAN_TYPE_TOOL),
  /** An agent that chooses its own steps. */
  AGENT(dev.tracehub.v1.SpanType.SPAN_TYPE_AGENT),
  /** A fixed sequence of steps. */
  CHAIN(dev.tracehub.v1.SpanType.SPAN_TYPE_CHAIN),
  /** One execution of a node of a graph. */
  NODE(dev.tracehub.v1.SpanType.SPAN_TYPE_NODE),
  /** A model or function that judges an output. */
  JUDGE(dev.tracehub.v1.SpanType.SPAN_TYPE_JUDGE),
  /** A check that may stop or change the work. */
  GUARDRAIL(dev.tracehub.v1.SpanType.SPAN_TYPE_GUARDRAIL),
  /** A unit of background work. */
  TASK(dev.tracehub.v1.SpanType.SPAN_TYPE_TASK);

  private final dev.tracehub.v1.SpanType wire;

  SpanType(dev.tracehub.v1.SpanType wire) {
    this.wire = wire;
  }

  dev.tracehub.v1.SpanType wire() {
    return wire;
  }
}
