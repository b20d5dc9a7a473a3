/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text columns of spans: fields whose values repeat. */
public enum SpanText {
  TYPE(SpanField.TYPE),
  NAME(SpanField.NAME),
  OPERATION(SpanField.OPERATION),
  STATUS(SpanField.STATUS),
  ERROR_TYPE(SpanField.ERROR_TYPE),
  SERVICE(SpanField.SERVICE),
  ENVIRONMENT(SpanField.ENVIRONMENT),
  RELEASE(SpanField.RELEASE),
  SCOPE(SpanField.SCOPE),
  USER_ID(SpanField.USER_ID),
  SESSION_ID(SpanField.SESSION_ID),
  TAGS(SpanField.TAGS),
  PROVIDER(SpanField.PROVIDER),
  MODEL(SpanField.MODEL),
  REQUEST_MODEL(SpanField.REQUEST_MODEL),
  FINISH_REASONS(SpanField.FINISH_REASONS),
  TOOL_NAME(SpanField.TOOL_NAME),
  PROMPT_NAME(SpanField.PROMPT_NAME),
  PROMPT_VERSION(SpanField.PROMPT_VERSION),
  JOB_ID(SpanField.JOB_ID),
  VARIANT_ID(SpanField.VARIANT_ID),
  NODE(SpanField.NODE);

  private static final Map<SpanField, SpanText> BY_FIELD = new EnumMap<>(SpanField.class);

  static {
    for (SpanText column : values()) {
      BY_FIELD.put(column.field, column);
    }
  }

  private final SpanField field;

  SpanText(SpanField field) {
    this.field = field;
  }

  /** The column of a field; empty when it has none. */
  public static Optional<SpanText> of(SpanField field) {
    return Optional.ofNullable(BY_FIELD.get(field));
  }

  /** The column in a chunk. */
  @SuppressWarnings(
      "EnumOrdinal") // The schema lists the columns in the order of their declaration.
  public DictionaryColumn in(Chunk<Span> chunk) {
    return chunk.text(ordinal());
  }

  Object read(Span span) {
    return field.kind() == SpanField.Kind.TEXT_LIST
        ? List.copyOf(SpanValues.list(span, field))
        : SpanValues.text(span, field);
  }
}
