/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.SpanField;

/**
 * The fields of spans as expressions over the columns of a table of spans that is called {@code s}:
 * what {@code SpanValues} reads of a span. Whole payloads are elsewhere; here they are their heads.
 * Usage roles, which change, are told by {@link Roles}.
 */
public final class SpanColumns {

  private SpanColumns() {}

  /**
   * A text.
   *
   * @throws IllegalArgumentException when the field is not of kind TEXT
   */
  public static String text(SpanField field) {
    return switch (field) {
      case TRACE_ID -> "lower(hex(s.trace_id))";
      case SPAN_ID -> spanId("s.span_id");
      case PARENT_SPAN_ID -> "if(s.parent_span_id = 0, '', " + spanId("s.parent_span_id") + ")";
      case TYPE -> "if(s.type = 'UNSPECIFIED', 'SPAN', toString(s.type))";
      case STATUS -> "toString(s.status)";
      case INPUT -> "s.input_head";
      case OUTPUT -> "s.output_head";
      case NAME,
          OPERATION,
          STATUS_MESSAGE,
          ERROR_TYPE,
          SERVICE,
          ENVIRONMENT,
          RELEASE,
          SCOPE,
          USER_ID,
          SESSION_ID,
          PROVIDER,
          MODEL,
          REQUEST_MODEL,
          TOOL_NAME,
          PROMPT_NAME,
          PROMPT_VERSION,
          JOB_ID,
          VARIANT_ID,
          NODE ->
          "s." + field.filterName();
      default -> throw notOfKind(field, SpanField.Kind.TEXT);
    };
  }

  /**
   * A list of texts.
   *
   * @throws IllegalArgumentException when the field is not of kind TEXT_LIST
   */
  public static String list(SpanField field) {
    return switch (field) {
      case TAGS, FINISH_REASONS -> "s." + field.filterName();
      default -> throw notOfKind(field, SpanField.Kind.TEXT_LIST);
    };
  }

  /**
   * Whether a list of texts of low cardinality holds a text. ClickHouse 26.7 does not find the
   * empty text there with {@code has}.
   *
   * @param place the place of the text
   */
  public static String holds(String list, String text, String place) {
    return text.isEmpty()
        ? "arrayExists(held -> held = " + place + ", " + list + ")"
        : "has(" + list + ", " + place + ")";
  }

  /**
   * A number as it is stored: times in nanoseconds, money in decimal.
   *
   * @throws IllegalArgumentException when the field is of neither kind of number
   */
  public static String number(SpanField field) {
    return switch (field) {
      case START_TIME -> "toUnixTimestamp64Nano(s.start)";
      case RETRY_COUNT -> "s.retry_count";
      case LATENCY_MS -> "s.duration_ns";
      case TTFT_MS -> "s.ttft_ns";
      case COST_USD -> "s.cost";
      case INPUT_TOKENS,
          OUTPUT_TOKENS,
          CACHE_READ_TOKENS,
          CACHE_WRITE_TOKENS,
          REASONING_TOKENS,
          TOTAL_TOKENS ->
          "s." + field.filterName();
      default -> throw notOfKind(field, SpanField.Kind.WHOLE);
    };
  }

  /**
   * Whether a number is known; "1" when it always is.
   *
   * @throws IllegalArgumentException when the field is of neither kind of number
   */
  public static String known(SpanField field) {
    return switch (field) {
      case START_TIME, RETRY_COUNT -> "1";
      case LATENCY_MS -> "s.ended";
      case TTFT_MS -> "s.ttft_ns != 0";
      case COST_USD -> "s.has_cost";
      default -> "bitTest(s.usage_fields, " + usageBit(field) + ")";
    };
  }

  /**
   * A truth value, in parentheses.
   *
   * @throws IllegalArgumentException when the field is not of kind BOOL, or is the role
   */
  public static String bool(SpanField field) {
    return switch (field) {
      case ERROR -> "(s.status = 'ERROR')";
      case ROOT -> "(s.parent_span_id = 0)";
      case STREAMING -> "s.streaming";
      case UNPRICED -> "(s.cost_state = 'UNPRICED')";
      default -> throw notOfKind(field, SpanField.Kind.BOOL);
    };
  }

  /** The place of a number of tokens among the bits that say which of them are known. */
  public static int usageBit(SpanField field) {
    return switch (field) {
      case INPUT_TOKENS -> 0;
      case OUTPUT_TOKENS -> 1;
      case CACHE_READ_TOKENS -> 2;
      case CACHE_WRITE_TOKENS -> 3;
      case REASONING_TOKENS -> 4;
      case TOTAL_TOKENS -> 5;
      default -> throw notOfKind(field, SpanField.Kind.WHOLE);
    };
  }

  private static String spanId(String column) {
    return "lower(leftPad(hex(" + column + "), 16, '0'))";
  }

  private static IllegalArgumentException notOfKind(SpanField field, SpanField.Kind kind) {
    return new IllegalArgumentException(
        "field: " + field.filterName() + " (expected: a field of kind " + kind + ")");
  }
}
