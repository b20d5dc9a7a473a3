/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads the fields of a span that conditions, groups and totals are about. One place for what
 * {@link SpanField} promises: what a missing field reads as, and how derived ones are computed.
 */
public final class SpanValues {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Whole numbers from here on have gaps in a double. */
  private static final double MAX_EXACT = 0x1p53;

  private SpanValues() {}

  /**
   * A text field; empty when it was not set.
   *
   * @throws IllegalArgumentException when the field is not of kind TEXT
   */
  public static String text(Span span, SpanField field) {
    return switch (field) {
      case TRACE_ID -> span.getTraceId();
      case SPAN_ID -> span.getSpanId();
      case PARENT_SPAN_ID -> span.getParentSpanId();
      case TYPE -> type(span);
      case NAME -> span.getName();
      case OPERATION -> span.getOperation();
      case STATUS -> status(span);
      case STATUS_MESSAGE -> span.getStatus().getMessage();
      case ERROR_TYPE -> span.getStatus().getErrorType();
      case SERVICE -> span.getService();
      case ENVIRONMENT -> span.getEnvironment();
      case RELEASE -> span.getRelease();
      case SCOPE -> span.getScope().getName();
      case USER_ID -> span.getUserId();
      case SESSION_ID -> span.getSessionId();
      case PROVIDER -> span.getProvider();
      case MODEL -> model(span);
      case REQUEST_MODEL -> span.getRequestModel();
      case TOOL_NAME -> span.getTool().getName();
      case PROMPT_NAME -> span.getPrompt().getName();
      case PROMPT_VERSION -> span.getPrompt().getVersion();
      case JOB_ID -> span.getJobId();
      case VARIANT_ID -> span.getVariantId();
      case NODE -> span.getGraph().getNode();
      case INPUT -> text(span.getInput());
      case OUTPUT -> text(span.getOutput());
      default -> throw notOfKind(field, SpanField.Kind.TEXT);
    };
  }

  /**
   * A whole number; empty when it is not known.
   *
   * @throws IllegalArgumentException when the field is not of kind WHOLE
   */
  public static OptionalLong whole(Span span, SpanField field) {
    Usage usage = span.getUsage();
    return switch (field) {
      case START_TIME -> OptionalLong.of(span.getStartTimeUnixNano());
      case RETRY_COUNT -> OptionalLong.of(Integer.toUnsignedLong(span.getRetryCount()));
      case INPUT_TOKENS -> known(usage.hasInputTokens(), usage.getInputTokens());
      case OUTPUT_TOKENS -> known(usage.hasOutputTokens(), usage.getOutputTokens());
      case CACHE_READ_TOKENS -> known(usage.hasCacheReadTokens(), usage.getCacheReadTokens());
      case CACHE_WRITE_TOKENS -> known(usage.hasCacheWriteTokens(), usage.getCacheWriteTokens());
      case REASONING_TOKENS -> known(usage.hasReasoningTokens(), usage.getReasoningTokens());
      case TOTAL_TOKENS -> known(usage.hasTotalTokens(), usage.getTotalTokens());
      default -> throw notOfKind(field, SpanField.Kind.WHOLE);
    };
  }

  /**
   * A real number; empty when it is not known. Times in milliseconds are the nanoseconds as a
   * double divided by a million, money is the double nearest to the decimal.
   *
   * @throws IllegalArgumentException when the field is not of kind REAL
   */
  public static OptionalDouble real(Span span, SpanField field) {
    return switch (field) {
      case LATENCY_MS -> millis(isEnded(span), durationNanos(span));
      case TTFT_MS -> millis(span.getTimeToFirstTokenNano() != 0, span.getTimeToFirstTokenNano());
      case COST_USD ->
          hasCost(span)
              ? OptionalDouble.of(Double.parseDouble(span.getCost().getTotalUsd()))
              : OptionalDouble.empty();
      default -> throw notOfKind(field, SpanField.Kind.REAL);
    };
  }

  /**
   * A truth value.
   *
   * @throws IllegalArgumentException when the field is not of kind BOOL
   */
  public static boolean bool(Span span, SpanField field) {
    return switch (field) {
      case ERROR -> isError(span);
      case ROOT -> span.getParentSpanId().isEmpty();
      case STREAMING -> span.getStreaming();
      case UNPRICED -> span.getCost().getState() == CostState.COST_STATE_UNPRICED;
      case COUNTED -> isCounted(span);
      default -> throw notOfKind(field, SpanField.Kind.BOOL);
    };
  }

  /**
   * A list of texts in the sender's order; empty when it was not set.
   *
   * @throws IllegalArgumentException when the field is not of kind TEXT_LIST
   */
  public static List<String> list(Span span, SpanField field) {
    return switch (field) {
      case TAGS -> span.getTagsList();
      case FINISH_REASONS -> span.getFinishReasonsList();
      default -> throw notOfKind(field, SpanField.Kind.TEXT_LIST);
    };
  }

  /** Whether the span carries its end: it is finished, not merely started. */
  public static boolean isEnded(Span span) {
    return span.getEndTimeUnixNano() != 0;
  }

  /** The duration in nanoseconds; 0 when the end lies before the start or is not known. */
  public static long durationNanos(Span span) {
    return Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
  }

  /** The model that answered, else the one asked for; may be empty. */
  public static String model(SpanOrBuilder span) {
    return span.getResponseModel().isEmpty() ? span.getRequestModel() : span.getResponseModel();
  }

  /** Whether the status is ERROR. */
  public static boolean isError(Span span) {
    return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  /** Whether the span's usage counts in sums. */
  public static boolean isCounted(Span span) {
    return span.getCollector().getUsageRole() == UsageRole.USAGE_ROLE_COUNTED;
  }

  /** Whether the span is a model call whose usage does not repeat another's. */
  public static boolean isLlmCall(Span span) {
    return (span.getType() == SpanType.SPAN_TYPE_LLM
            || span.getType() == SpanType.SPAN_TYPE_EMBEDDING)
        && span.getCollector().getUsageRole() != UsageRole.USAGE_ROLE_REPEATED;
  }

  /** Whether the span's own cost is known, be it reported, computed or estimated. */
  public static boolean hasCost(Span span) {
    Cost cost = span.getCost();
    return switch (cost.getState()) {
      case COST_STATE_REPORTED, COST_STATE_COMPUTED, COST_STATE_ESTIMATED ->
          !cost.getTotalUsd().isEmpty();
      case COST_STATE_UNSPECIFIED, COST_STATE_UNPRICED, UNRECOGNIZED -> false;
    };
  }

  /** The value of an attribute that can be compared; empty for lists, maps, bytes and no value. */
  public static Optional<Filter.Value> comparable(AttributeValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> Optional.of(new Filter.Value.Text(value.getStringValue()));
      case BOOL_VALUE -> Optional.of(new Filter.Value.Bool(value.getBoolValue()));
      case INT_VALUE -> Optional.of(new Filter.Value.Whole(value.getIntValue()));
      case DOUBLE_VALUE -> Optional.of(new Filter.Value.Real(value.getDoubleValue()));
      case ARRAY_VALUE, MAP_VALUE, BYTES_VALUE, VALUE_NOT_SET -> Optional.empty();
    };
  }

  /** The value of an attribute as a group's key, as {@code GroupBy.attribute} describes it. */
  public static String groupKey(AttributeValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> digits(value.getDoubleValue());
      case ARRAY_VALUE, MAP_VALUE, BYTES_VALUE, VALUE_NOT_SET -> "";
    };
  }

  private static String digits(double number) {
    boolean whole = Math.rint(number) == number && Math.abs(number) <= MAX_EXACT;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String type(Span span) {
    return switch (span.getType()) {
      case SPAN_TYPE_UNSPECIFIED, UNRECOGNIZED -> "SPAN";
      default -> span.getType().name().substring("SPAN_TYPE_".length());
    };
  }

  private static String status(Span span) {
    return switch (span.getStatus().getCode()) {
      case STATUS_CODE_OK -> "OK";
      case STATUS_CODE_ERROR -> "ERROR";
      case STATUS_CODE_UNSPECIFIED, UNRECOGNIZED -> "UNSPECIFIED";
    };
  }

  private static String text(Payload payload) {
    return payload.getContentCase() == Payload.ContentCase.TEXT ? payload.getText() : "";
  }

  private static OptionalLong known(boolean known, long value) {
    return known ? OptionalLong.of(value) : OptionalLong.empty();
  }

  private static OptionalDouble millis(boolean known, long nanos) {
    return known ? OptionalDouble.of(nanos / NANOS_PER_MILLI) : OptionalDouble.empty();
  }

  private static IllegalArgumentException notOfKind(SpanField field, SpanField.Kind kind) {
    return new IllegalArgumentException(
        "field: " + field.filterName() + " (expected: a field of kind " + kind + ")");
  }
}
