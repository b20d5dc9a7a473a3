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
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of a question, which travel beside its text. Each method takes a value and answers the
 * {@code {name:Type}} place that stands for it. Not thread-safe.
 */
public final class Parameters {

  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, String> values = new LinkedHashMap<>();

  /** A place for text. */
  public String text(String text) {
    return place("String", escaped(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A place for a list of texts. */
  public String texts(Collection<String> texts) {
    return place("Array(String)", list(texts, text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A place for a whole number. */
  public String whole(long number) {
    return place("Int64", Long.toString(number));
  }

  /** A place for a list of whole numbers. */
  public String wholes(Collection<Long> numbers) {
    return place(
        "Array(Int64)",
        numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
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
    return place("Array(FixedString(16))", list(ids, Parameters::bytes));
  }

  /** A place for the id of a span. */
  public String span(SpanId id) {
    return place("UInt64", Long.toUnsignedString(id.value()));
  }

  /** A place for ids of spans. */
  public String spans(Collection<SpanId> ids) {
    return place(
        "Array(UInt64)",
        ids.stream()
            .map(id -> Long.toUnsignedString(id.value()))
            .collect(Collectors.joining(",", "[", "]")));
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

  private static <T> String list(Collection<T> items, Function<T, byte[]> bytes) {
    return items.stream()
        .map(item -> "'" + escaped(bytes.apply(item)) + "'")
        .collect(Collectors.joining(",", "[", "]"));
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
