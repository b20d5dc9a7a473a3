/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Makes spans of whole rows. A row's column {@code extra} is a span with all that has no column;
 * what the columns say is put over it, and a column that says nothing leaves it as it is.
 */
final class SpanRows {

  private static final String COLUMNS =
      SpanKey.columns("s")
          + """
          , reinterpretAsInt64(s.parent_span_id) AS parent,
            toUnixTimestamp64Nano(s.start) AS start_ns, s.ended AS ended,
            s.duration_ns AS duration_ns, s.ttft_ns AS ttft_ns,
            toInt8(s.type) AS type, toInt8(s.kind) AS kind, toInt8(s.status) AS status,
            s.status_message AS status_message, toString(s.error_type) AS error_type,
            toString(s.name) AS name, toString(s.operation) AS operation,
            toString(s.service) AS service, toString(s.environment) AS environment,
            toString(s.release) AS release, toString(s.scope) AS scope,
            s.user_id AS user_id, s.session_id AS session_id,
            CAST(s.tags, 'Array(String)') AS tags, toString(s.provider) AS provider,
            toString(s.request_model) AS request_model,
            toString(s.response_model) AS response_model,
            CAST(s.finish_reasons, 'Array(String)') AS finish_reasons, s.streaming AS streaming,
          """
          + UsageColumns.COLUMNS
          + """
          , toInt8(s.cost_state) AS cost_state, s.has_cost AS has_cost, s.cost AS cost,
            toString(s.tool_name) AS tool_name, toString(s.prompt_name) AS prompt_name,
            toString(s.prompt_version) AS prompt_version, s.job_id AS job_id,
            toString(s.variant_id) AS variant_id, s.retry_count AS retry_count,
            toString(s.node) AS node,
            CAST(s.attr_str, 'Map(String, String)') AS attr_str,
            CAST(s.attr_int, 'Map(String, Int64)') AS attr_int,
            CAST(s.attr_dbl, 'Map(String, Float64)') AS attr_dbl,
            CAST(s.attr_bool, 'Map(String, Bool)') AS attr_bool,
            CAST(s.resource_str, 'Map(String, String)') AS resource_str,
            CAST(s.resource_int, 'Map(String, Int64)') AS resource_int,
            CAST(s.resource_dbl, 'Map(String, Float64)') AS resource_dbl,
            CAST(s.resource_bool, 'Map(String, Bool)') AS resource_bool,
            toInt8(s.input_at) AS input_at, toInt64(s.input_bytes) AS input_bytes,
            s.input_head AS input_head,
            toInt8(s.output_at) AS output_at, toInt64(s.output_bytes) AS output_bytes,
            s.output_head AS output_head,
            toUnixTimestamp64Nano(s.received_at) AS received_ns,
            toInt64(s.sample_weight) AS sample_weight,
            toInt64(s.sample_trace_spans) AS sample_trace_spans, s.extra AS extra,\s""";

  private SpanRows() {}

  /** The columns that {@link #read} reads; the role is the one that was stored with the span. */
  static String columns() {
    return COLUMNS + "toInt8(s.usage_role) AS role";
  }

  static StoredSpan read(Row row) {
    Span.Builder span = extra(row);
    SpanKey key = SpanKey.read(row);
    span.setTraceId(key.trace().toString()).setSpanId(key.span().toString());
    readWork(row, span);
    readTexts(row, span);
    readModel(row, span);
    UsageColumns.read(row, span);
    readCost(row, span);
    readAttributes(row, "attr", span::putAttributes);
    readAttributes(row, "resource", span::putResourceAttributes);
    readFacts(row, span);
    StoredPayload input = payload(row, "input", span.getInput());
    StoredPayload output = payload(row, "output", span.getOutput());
    return new StoredSpan(key, span.build(), input, output);
  }

  private static Span.Builder extra(Row row) {
    try {
      return Span.parseFrom(row.bytes("extra")).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored span cannot be read", e);
    }
  }

  private static void readWork(Row row, Span.Builder span) {
    long start = row.whole("start_ns");
    span.setStartTimeUnixNano(start);
    // An end before the start is in extra: the duration has lost it.
    if (row.bool("ended") && span.getEndTimeUnixNano() == 0) {
      span.setEndTimeUnixNano(start + row.whole("duration_ns"));
    }
    long parent = row.whole("parent");
    if (parent != 0) {
      span.setParentSpanId(new SpanId(parent).toString());
    }
    number(row, "type", number -> span.setTypeValue((int) number));
    number(row, "kind", number -> span.setKindValue((int) number));
    number(row, "status", number -> span.getStatusBuilder().setCodeValue((int) number));
    text(row, "status_message", text -> span.getStatusBuilder().setMessage(text));
    text(row, "error_type", text -> span.getStatusBuilder().setErrorType(text));
    number(row, "ttft_ns", span::setTimeToFirstTokenNano);
    number(row, "retry_count", number -> span.setRetryCount((int) number));
  }

  private static void readTexts(Row row, Span.Builder span) {
    text(row, "name", span::setName);
    text(row, "operation", span::setOperation);
    text(row, "service", span::setService);
    text(row, "environment", span::setEnvironment);
    text(row, "release", span::setRelease);
    text(row, "scope", text -> span.getScopeBuilder().setName(text));
    text(row, "user_id", span::setUserId);
    text(row, "session_id", span::setSessionId);
    span.addAllTags(row.texts("tags"));
    text(row, "tool_name", text -> span.getToolBuilder().setName(text));
    text(row, "prompt_name", text -> span.getPromptBuilder().setName(text));
    text(row, "prompt_version", text -> span.getPromptBuilder().setVersion(text));
    text(row, "job_id", span::setJobId);
    text(row, "variant_id", span::setVariantId);
    text(row, "node", text -> span.getGraphBuilder().setNode(text));
  }

  private static void readModel(Row row, Span.Builder span) {
    text(row, "provider", span::setProvider);
    text(row, "request_model", span::setRequestModel);
    text(row, "response_model", span::setResponseModel);
    span.addAllFinishReasons(row.texts("finish_reasons"));
    if (row.bool("streaming")) {
      span.setStreaming(true);
    }
  }

  private static void readCost(Row row, Span.Builder span) {
    number(row, "cost_state", number -> span.getCostBuilder().setStateValue((int) number));
    // Another spelling of the same amount is in extra.
    if (row.bool("has_cost") && span.getCost().getTotalUsd().isEmpty()) {
      span.getCostBuilder().setTotalUsd(Usd.format(row.decimal("cost")));
    }
  }

  private static void readAttributes(
      Row row, String prefix, BiConsumer<String, AttributeValue> attributes) {
    row.map(prefix + "_str").forEach((key, value) -> attributes.accept(key, text((String) value)));
    row.map(prefix + "_int").forEach((key, value) -> attributes.accept(key, whole((Number) value)));
    row.map(prefix + "_dbl").forEach((key, value) -> attributes.accept(key, real((Number) value)));
    row.map(prefix + "_bool")
        .forEach((key, value) -> attributes.accept(key, bool((Boolean) value)));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue whole(Number number) {
    return AttributeValue.newBuilder().setIntValue(number.longValue()).build();
  }

  private static AttributeValue real(Number number) {
    return AttributeValue.newBuilder().setDoubleValue(number.doubleValue()).build();
  }

  private static AttributeValue bool(boolean value) {
    return AttributeValue.newBuilder().setBoolValue(value).build();
  }

  private static StoredPayload payload(Row row, String side, Payload rest) {
    return new StoredPayload(
        StoredPayload.Place.of(row.whole(side + "_at")),
        rest,
        row.text(side + "_head"),
        row.whole(side + "_bytes"));
  }

  private static void readFacts(Row row, Span.Builder span) {
    number(row, "received_ns", nanos -> span.getCollectorBuilder().setReceivedTimeUnixNano(nanos));
    number(row, "sample_trace_spans", n -> span.getCollectorBuilder().setSampleTraceSpans((int) n));
    // A weight of 1 that was said is in extra.
    if (row.whole("sample_weight") > 1) {
      span.getCollectorBuilder().setSampleWeight((int) row.whole("sample_weight"));
    }
    number(row, "role", role -> span.getCollectorBuilder().setUsageRoleValue((int) role));
  }

  private interface Whole {
    void set(long number);
  }

  private static void number(Row row, String column, Whole setter) {
    long number = row.whole(column);
    if (number != 0) {
      setter.set(number);
    }
  }

  private static void text(Row row, String column, Consumer<String> setter) {
    String text = row.text(column);
    if (!text.isEmpty()) {
      setter.accept(text);
    }
  }
}
