/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A column type with random values, how a writer takes them, and how JSON says them.
 *
 * @param sql the type's name
 */
record AnyType<V>(
    String sql,
    Function<Random, V> next,
    BiConsumer<V, ColumnWriter> fill,
    Function<V, String> json) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NANO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn").withZone(ZoneOffset.UTC);

  private static final String ALPHABET = "abc XYZ\"\\'\n\t\u0001éß어주😀{}[]";

  /** Every type that inserts write, alone and inside others. */
  static List<AnyType<?>> all() {
    AnyType<String> text = texts("String", 1_000_000);
    AnyType<String> dictionary = texts("LowCardinality(String)", 50);
    return List.of(
        wholes("UInt8", 8, String::valueOf),
        wholes("UInt16", 16, String::valueOf),
        wholes("UInt32", 32, String::valueOf),
        wholes("UInt64", 64, Long::toUnsignedString),
        wholes("Int64", 64, String::valueOf),
        flags(),
        wholes("Enum8('NO' = 0, 'YES' = 1)", 1, value -> value == 0 ? "NO" : "YES"),
        wholes("DateTime('UTC')", 31, value -> TIME.format(Instant.ofEpochSecond(value))),
        wholes(
            "DateTime64(9, 'UTC')", 62, value -> NANO_TIME.format(Instant.ofEpochSecond(0, value))),
        reals(),
        money(),
        ids(),
        uuids(),
        text,
        dictionary,
        lists(text),
        lists(dictionary),
        lists(lists(dictionary)),
        maps(text),
        maps(dictionary),
        maps(wholes("Int64", 64, String::valueOf)),
        maps(reals()),
        maps(flags()),
        maps(lists(dictionary)),
        maps(maps(dictionary)),
        lists(maps(money())));
  }

  private static AnyType<Long> wholes(String sql, int bits, Function<Long, String> text) {
    return new AnyType<>(
        sql,
        random -> random.nextInt(4) == 0 ? 0 : random.nextLong() >>> (Long.SIZE - bits),
        (value, to) -> to.whole(value),
        value -> quoted(text.apply(value)));
  }

  private static AnyType<Boolean> flags() {
    return new AnyType<>(
        "Bool", Random::nextBoolean, (value, to) -> to.flag(value), String::valueOf);
  }

  private static AnyType<Double> reals() {
    return new AnyType<>(
        "Float64",
        random -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20),
        (value, to) -> to.real(value),
        value -> Double.toString(value));
  }

  private static AnyType<BigInteger> money() {
    return new AnyType<>(
        "Decimal(38, 18)",
        random -> new BigInteger(random.nextInt(124), random).negate().add(BigInteger.TWO.pow(61)),
        (value, to) -> to.money(value),
        value -> quoted(new BigDecimal(value, 18).toPlainString()));
  }

  /** Of letters, which JSON can say. */
  private static AnyType<String> ids() {
    return new AnyType<>(
        "FixedString(16)",
        random ->
            random
                .ints(16, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString(),
        (value, to) -> {
          ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII));
          to.id(bytes.getLong(), bytes.getLong());
        },
        AnyType::quoted);
  }

  private static AnyType<UUID> uuids() {
    return new AnyType<>(
        "UUID",
        random -> new UUID(random.nextLong(), random.nextLong()),
        (value, to) -> to.id(value.getMostSignificantBits(), value.getLeastSignificantBits()),
        value -> quoted(value.toString()));
  }

  private static AnyType<String> texts(String sql, int different) {
    return new AnyType<>(
        sql,
        random -> text(new Random(random.nextInt(different))),
        (value, to) -> to.text(value),
        AnyType::quoted);
  }

  private static <V> AnyType<List<V>> lists(AnyType<V> element) {
    return new AnyType<>(
        "Array(" + element.sql + ")",
        random -> {
          List<V> list = new ArrayList<>();
          for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.next.apply(random));
          }
          return list;
        },
        (list, to) -> {
          to.size(list.size());
          list.forEach(value -> element.fill.accept(value, to.values()));
        },
        list -> "[" + String.join(",", list.stream().map(element.json).toList()) + "]");
  }

  private static <V> AnyType<Map<String, V>> maps(AnyType<V> element) {
    return new AnyType<>(
        "Map(LowCardinality(String), " + element.sql + ")",
        random -> {
          Map<String, V> map = new LinkedHashMap<>();
          for (int i = random.nextInt(4); i > 0; i--) {
            map.put("key " + random.nextInt(9), element.next.apply(random));
          }
          return map;
        },
        (map, to) -> {
          to.size(map.size());
          map.forEach(
              (key, value) -> {
                to.keys().text(key);
                element.fill.accept(value, to.values());
              });
        },
        map ->
            "{"
                + String.join(
                    ",",
                    map.entrySet().stream()
                        .map(e -> quoted(e.getKey()) + ":" + element.json.apply(e.getValue()))
                        .toList())
                + "}");
  }

  private static String text(Random random) {
    int[] points = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\') {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
