/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/** The fields of a span that conditions can be about, with the names that filters use. */
public enum SpanField {
  TRACE_ID("trace_id", Kind.TEXT),
  SPAN_ID("span_id", Kind.TEXT),
  PARENT_SPAN_ID("parent_span_id", Kind.TEXT),
  /** The type without its prefix, e.g. {@code LLM}; {@code SPAN} when it was not said. */
  TYPE("type", Kind.TEXT),
  NAME("name", Kind.TEXT),
  OPERATION("operation", Kind.TEXT),
  /** The status code without its prefix: {@code UNSPECIFIED}, {@code OK}, {@code ERROR}. */
  STATUS("status", Kind.TEXT),
  STATUS_MESSAGE("status_message", Kind.TEXT),
  ERROR_TYPE("error_type", Kind.TEXT),
  /** Whether the status is ERROR. */
  ERROR("error", Kind.BOOL),
  /** Whether the span has no parent. */
  ROOT("root", Kind.BOOL),
  SERVICE("service", Kind.TEXT),
  ENVIRONMENT("environment", Kind.TEXT),
  RELEASE("release", Kind.TEXT),
  SCOPE("scope", Kind.TEXT),
  USER_ID("user_id", Kind.TEXT),
  SESSION_ID("session_id", Kind.TEXT),
  TAGS("tags", Kind.TEXT_LIST),
  PROVIDER("provider", Kind.TEXT),
  /** The model that answered, else the one asked for. */
  MODEL("model", Kind.TEXT),
  REQUEST_MODEL("request_model", Kind.TEXT),
  FINISH_REASONS("finish_reasons", Kind.TEXT_LIST),
  STREAMING("streaming", Kind.BOOL),
  /** Nanoseconds since the epoch. */
  START_TIME("start_time", Kind.WHOLE),
  /** The duration in milliseconds, at least 0; absent while the span is open. */
  LATENCY_MS("latency_ms", Kind.REAL),
  /** Time to first token in milliseconds; absent when it is not known. */
  TTFT_MS("ttft_ms", Kind.REAL),
  INPUT_TOKENS("input_tokens", Kind.WHOLE),
  OUTPUT_TOKENS("output_tokens", Kind.WHOLE),
  CACHE_READ_TOKENS("cache_read_tokens", Kind.WHOLE),
  CACHE_WRITE_TOKENS("cache_write_tokens", Kind.WHOLE),
  REASONING_TOKENS("reasoning_tokens", Kind.WHOLE),
  TOTAL_TOKENS("total_tokens", Kind.WHOLE),
  /** The span's own cost in US dollars; absent when it has none or is unpriced. */
  COST_USD("cost_usd", Kind.REAL),
  /** Whether the span has usage and its model has no price. */
  UNPRICED("unpriced", Kind.BOOL),
  /** Whether the span's usage counts in sums. */
  COUNTED("counted", Kind.BOOL),
  TOOL_NAME("tool_name", Kind.TEXT),
  PROMPT_NAME("prompt_name", Kind.TEXT),
  PROMPT_VERSION("prompt_version", Kind.TEXT),
  JOB_ID("job_id", Kind.TEXT),
  VARIANT_ID("variant_id", Kind.TEXT),
  RETRY_COUNT("retry_count", Kind.WHOLE),
  /** The graph node. */
  NODE("node", Kind.TEXT),
  /** The whole input payload where it is text. */
  INPUT("input", Kind.TEXT),
  /** The whole output payload where it is text. */
  OUTPUT("output", Kind.TEXT);

  /** What sort of values a field has. */
  public enum Kind {
    TEXT,
    WHOLE,
    REAL,
    BOOL,
    TEXT_LIST
  }

  private final String filterName;
  private final Kind kind;

  SpanField(String filterName, Kind kind) {
    this.filterName = filterName;
    this.kind = kind;
  }

  /** The name in filters. */
  public String filterName() {
    return filterName;
  }

  /** What sort of values the field has. */
  public Kind kind() {
    return kind;
  }
}
