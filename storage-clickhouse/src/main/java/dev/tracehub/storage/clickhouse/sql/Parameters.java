/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of a question, which travel beside its text. Each method takes a value and answers the
 * {@code {name:Type}} place that stands for it. Not thread-safe.
 */
public final class Parameters {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * The server takes no value of more than 128 KiB, whatever a question says about it: longer ones
   * are put together again from several.
   */
  private static final int MAX_VALUE = 100_000;

  /** As many bytes of text are at most {@link #MAX_VALUE} characters when they are escaped. */
  private static final int MAX_TEXT_BYTES = MAX_VALUE / 4;

  private final Map<String, String> values = new LinkedHashMap<>();

  /** A place for text. */
  public String text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_TEXT_BYTES) {
      return place("String", escaped(bytes));
    }
    StringJoiner pieces = new StringJoiner(", ", "concat(", ")");
    for (int start = 0; start < bytes.length; start += MAX_TEXT_BYTES) {
      int end = Math.min(bytes.length, start + MAX_TEXT_BYTES);
      pieces.add(place("String", escaped(Arrays.copyOfRange(bytes, start, end))));
    }
    return pieces.toString();
  }

  /** A place for a list of texts. */
  public String texts(Collection<String> texts) {
    if (texts.stream().anyMatch(text -> text.length() > MAX_TEXT_BYTES / 3)) {
      return texts.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return list("String", texts, text -> quoted(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A place for a whole number. */
  public String whole(long number) {
    return place("Int64", Long.toString(number));
  }

  /** A place for a list of whole numbers. */
  public String wholes(Collection<Long> numbers) {
    return list("Int64", numbers, String::valueOf);
  }

  /** An expression for a real number: its bits, since digits might be read back as a neighbour. */
  public String real(double number) {
    return "reinterpretAsFloat64(" + whole(Double.doubleToRawLongBits(number)) + ")";
  }

  /** A place for an amount of money. */
  public String decimal(BigDecimal amount) {
    return place("Decimal(38, 18)", amount.toPlainString());
  }

  /** A place for the id of a trace. */
  public String trace(TraceId id) {
    return place("FixedString(16)", escaped(bytes(id)));
  }

  /** A place for ids of traces. */
  public String traces(Collection<TraceId> ids) {
    return list("FixedString(16)", ids, id -> quoted(bytes(id)));
  }

  /** A place for the id of a span. */
  public String span(SpanId id) {
    return place("UInt64", Long.toUnsignedString(id.value()));
  }

  /** A place for ids of spans. */
  public String spans(Collection<SpanId> ids) {
    return list("UInt64", ids, id -> Long.toUnsignedString(id.value()));
  }

  /** The values by name, in ASCII and escaped as ClickHouse's format TSV is. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  private String place(String type, String value) {
    String name = "p" + values.size();
    values.put(name, value);
    return "{" + name + ":" + type + "}";
  }

  private static byte[] bytes(TraceId id) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.high()).putLong(id.low()).array();
  }

  private <T> String list(String type, Collection<T> items, Function<T, String> text) {
    List<String> places = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (T item : items) {
      String next = text.apply(item);
      if (piece.length() + next.length() > MAX_VALUE) {
        places.add(place("Array(" + type + ")", "[" + piece + "]"));
        piece.setLength(0);
      }
      piece.append(piece.isEmpty() ? "" : ",").append(next);
    }
    places.add(place("Array(" + type + ")", "[" + piece + "]"));
    return places.size() == 1
        ? places.get(0)
        : places.stream().collect(Collectors.joining(", ", "arrayConcat(", ")"));
  }

  private static String quoted(byte[] bytes) {
    return "'" + escaped(bytes) + "'";
  }

  /** Letters and digits stay; all else becomes a number that no parser on the way can mistake. */
  private static String escaped(byte[] bytes) {
    StringBuilder result = new StringBuilder(bytes.length + 16);
    for (byte one : bytes) {
      if ((one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9')) {
        result.append((char) one);
      } else {
        result.append("\\x").append(HEX.toHexDigits(one));
      }
    }
    return result.toString();
  }
}
