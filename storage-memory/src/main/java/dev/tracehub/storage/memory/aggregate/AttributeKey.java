/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.memory.filter.PartialSpans;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;

/** Groups by an attribute, which only the records have: reads that one entry of each. */
final class AttributeKey implements GroupKey {

  private final String name;
  private final PartialSpans parts;
  private final TextCodes codes = new TextCodes();

  AttributeKey(String name) {
    this.name = name;
    this.parts = PartialSpans.attribute(name);
  }

  @Override
  public RowCodes in(Chunk<Span> chunk) {
    return (row, index) -> {
      Span part = parts.read(chunk.slice(row));
      return codes.code(
          SpanValues.groupKey(
              part.getAttributesOrDefault(name, AttributeValue.getDefaultInstance())));
    };
  }

  @Override
  public String text(int code) {
    return codes.text(code);
  }
}
