/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import static dev.tracehub.storage.Filter.MatchKind.CONTAINS;
import static dev.tracehub.storage.Filter.MatchKind.ENDS_WITH;
import static dev.tracehub.storage.Filter.MatchKind.REGEX;
import static dev.tracehub.storage.Filter.MatchKind.STARTS_WITH;
import static dev.tracehub.storage.Filter.Operator.EQ;
import static dev.tracehub.storage.Filter.Operator.GE;
import static dev.tracehub.storage.Filter.Operator.GT;
import static dev.tracehub.storage.Filter.Operator.LE;
import static dev.tracehub.storage.Filter.Operator.LT;
import static dev.tracehub.storage.Filter.Operator.NE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.And;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.Has;
import dev.tracehub.storage.Filter.In;
import dev.tracehub.storage.Filter.ListHas;
import dev.tracehub.storage.Filter.Match;
import dev.tracehub.storage.Filter.Not;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Or;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.SpanField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterParserTest {

  private static final Filter ERROR = truth(known(SpanField.ERROR));
  private static final Filter ROOT = truth(known(SpanField.ROOT));
  private static final Filter COUNTED = truth(known(SpanField.COUNTED));

  private final FilterParser parser = new FilterParser();

  @ParameterizedTest(name = "{0}")
  @MethodSource({"comparisons", "combinations", "attributes", "lists", "texts"})
  void parse_understands(String text, Filter expected) {
    assertThat(parser.parse(text)).isEqualTo(expected);
  }

  static Stream<Arguments> comparisons() {
    return Stream.of(
        arguments("model == \"gpt-4o\"", compare(SpanField.MODEL, EQ, text("gpt-4o"))),
        arguments("model == 'gpt-4o'", compare(SpanField.MODEL, EQ, text("gpt-4o"))),
        arguments("model != \"a\"", compare(SpanField.MODEL, NE, text("a"))),
        arguments("\"a\" == model", compare(SpanField.MODEL, EQ, text("a"))),
        arguments("name < \"m\"", compare(SpanField.NAME, LT, text("m"))),
        arguments("type == \"LLM\"", compare(SpanField.TYPE, EQ, text("LLM"))),
        arguments("status != \"ERROR\"", compare(SpanField.STATUS, NE, text("ERROR"))),
        arguments("latency_ms > 500", compare(SpanField.LATENCY_MS, GT, whole(500))),
        arguments("latency_ms > 500.0", compare(SpanField.LATENCY_MS, GT, real(500))),
        arguments("latency_ms >= 1e3", compare(SpanField.LATENCY_MS, GE, real(1000))),
        arguments("latency_ms == 500", compare(SpanField.LATENCY_MS, EQ, whole(500))),
        arguments("latency_ms != 500", compare(SpanField.LATENCY_MS, NE, whole(500))),
        arguments("500 == latency_ms", compare(SpanField.LATENCY_MS, EQ, whole(500))),
        arguments("500 < latency_ms", compare(SpanField.LATENCY_MS, GT, whole(500))),
        arguments("500 <= latency_ms", compare(SpanField.LATENCY_MS, GE, whole(500))),
        arguments("500 > latency_ms", compare(SpanField.LATENCY_MS, LT, whole(500))),
        arguments("500.5 >= latency_ms", compare(SpanField.LATENCY_MS, LE, real(500.5))),
        arguments("input_tokens >= 1.5", compare(SpanField.INPUT_TOKENS, GE, real(1.5))),
        arguments("input_tokens == 1.5", compare(SpanField.INPUT_TOKENS, EQ, real(1.5))),
        arguments("input_tokens != 1.5", compare(SpanField.INPUT_TOKENS, NE, real(1.5))),
        arguments("input_tokens > -5", compare(SpanField.INPUT_TOKENS, GT, whole(-5))),
        arguments("input_tokens > 0x10", compare(SpanField.INPUT_TOKENS, GT, whole(16))),
        arguments("cost_usd > 0.01", compare(SpanField.COST_USD, GT, real(0.01))),
        arguments("error == true", compare(SpanField.ERROR, EQ, bool(true))),
        arguments("error < true", compare(SpanField.ERROR, LT, bool(true))),
        arguments("error != false", compare(SpanField.ERROR, NE, bool(false))),
        arguments(
            "start_time >= timestamp(\"2026-11-21T00:00:00Z\")",
            compare(SpanField.START_TIME, GE, whole(1_795_219_200_000_000_000L))),
        arguments(
            "timestamp('2026-11-21T01:00:00.000000001+01:00') > start_time",
            compare(SpanField.START_TIME, LT, whole(1_795_219_200_000_000_001L))),
        arguments(
            "start_time == timestamp('1969-12-31T23:59:59Z')",
            compare(SpanField.START_TIME, EQ, whole(-1_000_000_000L))));
  }

  static Stream<Arguments> combinations() {
    return Stream.of(
        arguments("", Filter.ALL),
        arguments(" \n\t", Filter.ALL),
        arguments("true", Filter.ALL),
        arguments("false", new Or(List.of())),
        arguments("error", ERROR),
        arguments("!error", new Not(ERROR)),
        arguments("!!error", ERROR),
        arguments("error && root", new And(List.of(ERROR, ROOT))),
        arguments("error || root", new Or(List.of(ERROR, ROOT))),
        arguments("error && root && counted", new And(List.of(ERROR, ROOT, COUNTED))),
        arguments("error && (root && counted)", new And(List.of(ERROR, ROOT, COUNTED))),
        arguments("error || root || counted", new Or(List.of(ERROR, ROOT, COUNTED))),
        arguments(
            "error && root || counted", new Or(List.of(new And(List.of(ERROR, ROOT)), COUNTED))),
        arguments(
            "error && (root || counted)", new And(List.of(ERROR, new Or(List.of(ROOT, COUNTED))))),
        arguments("!(error || root)", new Not(new Or(List.of(ERROR, ROOT)))),
        arguments("error // only failures", ERROR),
        arguments("error\n&&\nroot", new And(List.of(ERROR, ROOT))));
  }

  static Stream<Arguments> attributes() {
    Field team = new Field.Attribute("team");
    Field host = new Field.ResourceAttribute("host.name");
    return Stream.of(
        arguments("attributes[\"team\"] == \"search\"", compare(team, EQ, text("search"))),
        arguments("attributes.team == \"search\"", compare(team, EQ, text("search"))),
        arguments("attributes.team > 5", compare(team, GT, whole(5))),
        arguments("5 >= attributes.team", compare(team, LE, whole(5))),
        arguments("attributes.team < 5.5", compare(team, LT, real(5.5))),
        arguments("attributes.team == true", compare(team, EQ, bool(true))),
        arguments("attributes.team", truth(team)),
        arguments("attributes['team'] && error", new And(List.of(truth(team), ERROR))),
        arguments("resource_attributes['host.name'] == 'a'", compare(host, EQ, text("a"))),
        arguments("\"team\" in attributes", new Has(team)),
        arguments("has(attributes.team)", new Has(team)),
        arguments("!has(attributes.team)", new Not(new Has(team))),
        arguments("'host.name' in resource_attributes", new Has(host)),
        arguments(
            "attributes.team in ['a', 1, 2.5, true]",
            new In(team, List.of(text("a"), whole(1), real(2.5), bool(true)))),
        arguments("attributes.team.startsWith('s')", new Match(team, STARTS_WITH, "s")));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        arguments("\"beta\" in tags", new ListHas(SpanField.TAGS, "beta")),
        arguments("!('beta' in tags)", new Not(new ListHas(SpanField.TAGS, "beta"))),
        arguments("'stop' in finish_reasons", new ListHas(SpanField.FINISH_REASONS, "stop")),
        arguments(
            "model in ['a', 'b']", new In(known(SpanField.MODEL), List.of(text("a"), text("b")))),
        arguments("model in []", new In(known(SpanField.MODEL), List.of())),
        arguments(
            "latency_ms in [1, 2]",
            new In(known(SpanField.LATENCY_MS), List.of(whole(1), whole(2)))),
        arguments(
            "latency_ms in [1, 2.5]",
            new In(known(SpanField.LATENCY_MS), List.of(whole(1), real(2.5)))),
        arguments("input_tokens in [1.0]", new In(known(SpanField.INPUT_TOKENS), List.of(real(1)))),
        arguments(
            "type in ['LLM', 'EMBEDDING']",
            new In(known(SpanField.TYPE), List.of(text("LLM"), text("EMBEDDING")))));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("model.startsWith('gpt')", match(SpanField.MODEL, STARTS_WITH, "gpt")),
        arguments("name.endsWith('!')", match(SpanField.NAME, ENDS_WITH, "!")),
        arguments("input.contains('번역')", match(SpanField.INPUT, CONTAINS, "번역")),
        arguments("output.contains('')", match(SpanField.OUTPUT, CONTAINS, "")),
        arguments("name.matches('^a+b$')", match(SpanField.NAME, REGEX, "^a+b$")),
        arguments("matches(name, 'a')", match(SpanField.NAME, REGEX, "a")),
        arguments("name.matches(r'\\d{4}')", match(SpanField.NAME, REGEX, "\\d{4}")),
        arguments(
            "session_id.matches('([0-9a-f]{4}-){3}[0-9a-f]{12}')",
            match(SpanField.SESSION_ID, REGEX, "([0-9a-f]{4}-){3}[0-9a-f]{12}")));
  }

  @ParameterizedTest
  @EnumSource(SpanField.class)
  void parse_knowsEveryField(SpanField field) {
    String name = field.filterName();
    String text =
        switch (field.kind()) {
          case TEXT -> name + ".contains('x')";
          case WHOLE ->
              field == SpanField.START_TIME
                  ? name + " > timestamp('2026-01-01T00:00:00Z')"
                  : name + " > 1";
          case REAL -> name + " > 1.5";
          case BOOL -> name;
          case TEXT_LIST -> "'x' in " + name;
        };

    assertThat(parser.parse(text).toString()).contains(field.name());
  }

  @Test
  void parse_takesLongFlatFilters() {
    String text =
        IntStream.range(0, 300)
            .mapToObj(i -> "name == 'n" + i + "'")
            .collect(Collectors.joining(" || "));

    assertThat(parser.parse(text))
        .isInstanceOfSatisfying(Or.class, or -> assertThat(or.operands()).hasSize(300));
  }

  @Test
  void parse_remembersFilters() {
    assertThat(parser.parse("error && root")).isSameAs(parser.parse("error && root"));
  }

  private static Filter compare(SpanField field, Operator operator, Value value) {
    return compare(known(field), operator, value);
  }

  private static Filter compare(Field field, Operator operator, Value value) {
    return new Filter.Compare(field, operator, value);
  }

  private static Filter truth(Field field) {
    return compare(field, EQ, bool(true));
  }

  private static Filter match(SpanField field, Filter.MatchKind kind, String text) {
    return new Match(known(field), kind, text);
  }

  private static Field known(SpanField field) {
    return new Field.Known(field);
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value whole(long number) {
    return new Value.Whole(number);
  }

  private static Value real(double number) {
    return new Value.Real(number);
  }

  private static Value bool(boolean value) {
    return new Value.Bool(value);
  }
}
