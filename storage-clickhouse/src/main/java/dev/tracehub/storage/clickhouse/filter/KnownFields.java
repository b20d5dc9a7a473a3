/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.sql.Roles;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Conditions on the fields of spans. */
final class KnownFields {

  private final SpanScope scope;
  private final TextFields texts;
  private final NumberFields numbers;
  private final PayloadText payloads;

  KnownFields(SpanScope scope) {
    this.scope = scope;
    this.texts = new TextFields(scope.parameters());
    this.numbers = new NumberFields(scope.parameters());
    this.payloads = new PayloadText(scope, texts);
  }

  /** A comparison, a list of constants or a match. */
  String test(SpanField field, Filter condition) {
    return switch (field.kind()) {
      case TEXT -> text(field, condition);
      case WHOLE, REAL -> number(field, condition);
      case BOOL -> AttributeFields.bool(bool(field), condition);
      case TEXT_LIST -> SqlFilter.FALSE;
    };
  }

  String presence(SpanField field) {
    return switch (field.kind()) {
      case TEXT -> SpanColumns.text(field) + " != ''";
      case TEXT_LIST -> "notEmpty(" + SpanColumns.list(field) + ")";
      case WHOLE, REAL -> SpanColumns.known(field);
      case BOOL -> SqlFilter.TRUE;
    };
  }

  String listHas(Filter.ListHas list) {
    return SpanColumns.holds(
        SpanColumns.list(list.field()), list.text(), scope.parameters().text(list.text()));
  }

  private String text(SpanField field, Filter condition) {
    return switch (field) {
      case INPUT, OUTPUT -> payloads.condition(field, condition);
      case TRACE_ID ->
          equals(condition)
              .map(constants -> traceIn(constants))
              .orElseGet(() -> texts.text(SpanColumns.text(field), condition));
      case SPAN_ID ->
          equals(condition)
              .map(constants -> spanIn(constants))
              .orElseGet(() -> texts.text(SpanColumns.text(field), condition));
      default -> texts.text(SpanColumns.text(field), condition);
    };
  }

  /** The texts that a condition asks to equal; empty when it is of another sort. */
  private static Optional<List<String>> equals(Filter condition) {
    if (condition instanceof Filter.In in) {
      return Optional.of(TextFields.texts(in));
    }
    return condition instanceof Filter.Compare compare
            && compare.operator() == Filter.Operator.EQ
            && compare.value() instanceof Value.Text text
        ? Optional.of(List.of(text.text()))
        : Optional.empty();
  }

  /** By the columns themselves, which have indexes. */
  private String traceIn(List<String> texts) {
    List<TraceId> ids = canonical(texts, TraceId::tryParse);
    return ids.isEmpty() ? SqlFilter.FALSE : "s.trace_id IN " + scope.parameters().traces(ids);
  }

  private String spanIn(List<String> texts) {
    List<SpanId> ids = canonical(texts, SpanId::tryParse);
    return ids.isEmpty() ? SqlFilter.FALSE : "s.span_id IN " + scope.parameters().spans(ids);
  }

  /** Ids are stored in their canonical form, and no other text equals them. */
  private static <T> List<T> canonical(List<String> texts, Function<String, Optional<T>> parse) {
    return texts.stream()
        .flatMap(text -> parse.apply(text).filter(id -> id.toString().equals(text)).stream())
        .toList();
  }

  private String number(SpanField field, Filter condition) {
    String column = SpanColumns.number(field);
    String test =
        switch (field) {
          case LATENCY_MS, TTFT_MS -> numbers.millis(column, condition);
          case COST_USD -> numbers.usd(column, condition);
          default -> numbers.whole(column, condition);
        };
    String known = SpanColumns.known(field);
    return SqlFilter.all(List.of(known, test));
  }

  private String bool(SpanField field) {
    return field == SpanField.COUNTED
        ? Roles.has(UsageRole.USAGE_ROLE_COUNTED, scope)
        : SpanColumns.bool(field);
  }
}
