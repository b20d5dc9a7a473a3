/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import com.google.protobuf.Parser;
import dev.tracehub.storage.memory.table.Schema;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.List;

/**
 * Spans. The mark of a finished one is the number of its usage role; the mark of a started one says
 * whether the finished one is held.
 */
public enum SpanSchema implements Schema<Span> {
  FINISHED {
    @Override
    public byte mark(Span span) {
      return (byte) span.getCollector().getUsageRoleValue();
    }

    @Override
    public Span marked(Span span, byte mark) {
      if (span.getCollector().getUsageRoleValue() == mark) {
        return span;
      }
      Span.Builder changed = span.toBuilder();
      changed.getCollectorBuilder().setUsageRoleValue(mark);
      return changed.build();
    }
  },
  STARTED {
    @Override
    public byte mark(Span span) {
      return OPEN;
    }

    @Override
    public Span marked(Span span, byte mark) {
      return span;
    }
  };

  /** Mark of a started span without a finished one. */
  public static final byte OPEN = 0;

  /** Mark of a started span whose finished one is held. */
  public static final byte CLOSED = 1;

  /** Mark of a finished span whose usage counts. */
  public static final byte COUNTED = UsageRole.USAGE_ROLE_COUNTED_VALUE;

  /** Mark of a finished span whose usage repeats another's. */
  public static final byte REPEATED = UsageRole.USAGE_ROLE_REPEATED_VALUE;

  private static final List<SpanNumber> NUMBERS = List.of(SpanNumber.values());
  private static final List<SpanText> TEXTS = List.of(SpanText.values());

  @Override
  public int numbers() {
    return NUMBERS.size();
  }

  @Override
  public long number(int column, Span span) {
    return NUMBERS.get(column).read(span);
  }

  @Override
  public int texts() {
    return TEXTS.size();
  }

  @Override
  public Object text(int column, Span span) {
    return TEXTS.get(column).read(span);
  }

  @Override
  public Parser<Span> parser() {
    return Span.parser();
  }
}
