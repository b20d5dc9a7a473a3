/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;

/** Reads the numbers of tokens of a row, of which each may be unknown. */
final class UsageColumns {

  /** The columns that {@link #read} reads. */
  static final String COLUMNS =
      "toInt16(s.usage_fields) AS usage_fields, s.input_tokens AS input_tokens,"
          + " s.output_tokens AS output_tokens, s.cache_read_tokens AS cache_read_tokens,"
          + " s.cache_write_tokens AS cache_write_tokens,"
          + " s.reasoning_tokens AS reasoning_tokens, s.total_tokens AS total_tokens";

  private UsageColumns() {}

  static void read(Row row, Span.Builder span) {
    long known = row.whole("usage_fields");
    if (known == 0) {
      return;
    }
    Usage.Builder usage = span.getUsageBuilder();
    for (SpanField field : SpanField.values()) {
      switch (field) {
        case INPUT_TOKENS -> set(row, known, field, usage::setInputTokens);
        case OUTPUT_TOKENS -> set(row, known, field, usage::setOutputTokens);
        case CACHE_READ_TOKENS -> set(row, known, field, usage::setCacheReadTokens);
        case CACHE_WRITE_TOKENS -> set(row, known, field, usage::setCacheWriteTokens);
        case REASONING_TOKENS -> set(row, known, field, usage::setReasoningTokens);
        case TOTAL_TOKENS -> set(row, known, field, usage::setTotalTokens);
        default -> {}
      }
    }
  }

  private interface Setter {
    Usage.Builder set(long tokens);
  }

  private static void set(Row row, long known, SpanField field, Setter setter) {
    if ((known >> SpanColumns.usageBit(field) & 1) != 0) {
      setter.set(row.whole(field.filterName()));
    }
  }
}
