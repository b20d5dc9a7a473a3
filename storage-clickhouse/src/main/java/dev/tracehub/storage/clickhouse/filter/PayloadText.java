/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on the text of whole payloads. Short ones are in the span's row; the others are looked
 * for in the table of payloads, by its index of words where the condition names one, and then by
 * the condition itself.
 */
final class PayloadText {

  /** Words of the index are runs of these; shorter ones are in too many payloads to help. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{4,}");

  private final SpanScope scope;
  private final TextFields texts;

  PayloadText(SpanScope scope, TextFields texts) {
    this.scope = scope;
    this.texts = texts;
  }

  String condition(SpanField field, Filter condition) {
    boolean input = field == SpanField.INPUT;
    String head = SpanColumns.text(field);
    String inRow = texts.text(head, condition);
    if (inRow.equals(SqlFilter.TRUE) || inRow.equals(SqlFilter.FALSE)) {
      return inRow;
    }
    String place = input ? "s.input_at" : "s.output_at";
    String elsewhere = "(" + place + " = 'PAYLOADS' AND " + head + " != ''";
    Optional<String> word = word(condition);
    if (word.isEmpty()) {
      return "if" + elsewhere + ", " + inPayloads(input, "", condition) + ", " + inRow + ")";
    }
    // A text with the word is not empty. Written like this, each half has an index of its own.
    return "("
        + elsewhere
        + " AND "
        + inPayloads(input, likely("p.body", word.get()) + " AND ", condition)
        + ") OR ("
        + likely("if(" + place + " = 'HEAD', " + head + ", '')", word.get())
        + " AND "
        + inRow
        + "))";
  }

  /** Whether the span is among those whose payload passes; only text has a head. */
  private String inPayloads(boolean input, String likely, Filter condition) {
    String side = input ? scope.table().inputSide() : scope.table().outputSide();
    return "(s.trace_id, s.start, s.span_id) IN (SELECT p.trace_id, p.start, p.span_id"
        + scope.fromPayloads()
        + " AND p.side = '"
        + side
        + "' AND p.is_text AND "
        + likely
        + texts.text("p.body", condition)
        + ")";
  }

  /** Whatever holds the word passes, in any spelling and as a part of others. */
  private String likely(String text, String word) {
    return text + " ILIKE " + scope.parameters().text("%" + word + "%");
  }

  /** The longest word that a text must hold for the condition to hold. */
  private static Optional<String> word(Filter condition) {
    String text = "";
    if (condition instanceof Filter.Match match && match.kind() != Filter.MatchKind.REGEX) {
      text = match.text();
    } else if (condition instanceof Filter.Compare compare
        && compare.operator() == Filter.Operator.EQ
        && compare.value() instanceof Filter.Value.Text constant) {
      text = constant.text();
    }
    Matcher words = WORD.matcher(text);
    return words
        .results()
        .map(java.util.regex.MatchResult::group)
        .max(java.util.Comparator.comparingInt(String::length));
  }
}
