/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidFilterTest {

  private final FilterParser parser = new FilterParser();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          model ==                       | 1 |  9 | mismatched input end (expected: '['
          model = 'a'                    | 1 |  7 | token recognition error at: '= '
          (model == 'a'                  | 1 | 14 | missing ')'
          model == 'a                    | 1 | 10 | token recognition error
          model == 'a' &&                | 1 | 16 | mismatched input end
          error and root                 | 1 |  7 | mismatched input 'and' (expected:
          not error                      | 1 |  5 | extraneous input 'error' (expected: the end)
          error; root                    | 1 |  6 | token recognition error at: ';'
          modle == 'a'                   | 1 |  1 | unknown name modle (expected: a field such as model
          error && modle == 'a'          | 1 | 10 | unknown name modle
          foo.bar == 1                   | 1 |  1 | unknown name foo
          lower(model) == 'a'            | 1 |  6 | unknown name lower
          model                          | 1 |  1 | expected type 'bool' but found 'string'
          model > 5                      | 1 |  7 | > of (string, int) (expected: two values of one type)
          model == 5                     | 1 |  7 | == of (string, int)
          input_tokens == '5'            | 1 | 14 | == of (int, string)
          error == 1                     | 1 |  7 | == of (bool, int)
          model == null                  | 1 |  7 | == of (string, null)
          start_time > 5                 | 1 | 12 | > of (timestamp, int)
          latency_ms > duration('1s')    | 1 | 12 | > of (double, duration)
          model.contains(5)              | 1 | 15 | contains of string.(int) (expected: string.(string))
          tags.contains('a')             | 1 | 14 | contains of list(string).(string)
          !model                         | 1 |  1 | ! of (string) (expected: (bool))
          'a' in model                   | 1 |  5 | in of (string, string)
          5 in tags                      | 1 |  3 | in of (int, list(string))
          input_tokens == 99999999999999999999 | 1 | 17 | number out of range (expected: a 64-bit number)
          has(model)                     | 1 |  4 | (expected: has(attributes.key) or "key" in attributes)
          has(attributes['a'])           | 1 |  4 | (expected: has(attributes.key) or "key" in attributes)
          attributes.http.method == 'a'  | 1 | 16 | attributes.http.method (expected: attributes.key, or attributes["a.b"]
          has(attributes.http.method)    | 1 |  4 | attributes.http.method (expected: attributes.key
          attributes['a']['b'] == 1      | 1 | 16 | an index into a value
          attributes[''] == 1            | 1 | 12 | "" (expected: the key of an attribute)
          '' in attributes               | 1 |  1 | "" (expected: the key of an attribute)
          attributes[name] == 1          | 1 | 12 | name (expected: a text constant)
          name in attributes             | 1 |  1 | name (expected: a text constant)
          model in tags                  | 1 |  1 | model (expected: a text constant)
          tags == ['a']                  | 1 |  9 | tags holds several values (expected: "text" in tags)
          attributes.a == null           | 1 | 17 | null (expected: a text, number or truth value
          attributes.a == b'x'           | 1 | 17 | a constant (expected: a text, number or truth value)
          attributes.a == 5u             | 1 | 17 | a constant (expected: a text, number or truth value)
          attributes.a == timestamp('2026-01-01T00:00:00Z') | 1 | 26 | timestamp (expected: a constant)
          input_tokens > output_tokens   | 1 | 16 | output_tokens (expected: a constant)
          input_tokens - 1 > 5           | 1 | 14 | - (expected: a field on one side)
          input_tokens > 2 + 3           | 1 | 18 | + (expected: a constant)
          1 == 1                         | 1 |  1 | a constant (expected: a field on one side)
          size(tags) > 1                 | 1 |  5 | size (expected: a field on one side)
          int(attributes.a) == 1         | 1 |  4 | int (expected: a field on one side)
          [model] == ['a']               | 1 |  1 | a list (expected: a field on one side)
          'a' in ['a', 'b']              | 1 |  1 | a constant (expected: a field before in)
          model in ['a', name]           | 1 | 16 | name (expected: a constant)
          'a' in attributes.list         | 1 |  5 | in attributes.list (expected: a list of constants, tags
          'a'.contains(model)            | 1 |  1 | a constant (expected: a field)
          model.contains(name)           | 1 | 16 | name (expected: a text constant)
          error ? root : counted         | 1 |  7 | ?: (expected: comparisons of a field with a constant
          tags.exists(t, t == 'a')       | 1 | 12 | a macro over a list (expected: a condition on a field)
          start_time.getHours() == 3     | 1 | 20 | getHours (expected: a field on one side)
          start_time > timestamp('soon') | 1 | 24 | "soon" (expected: RFC 3339
          start_time > timestamp(5)      | 1 | 24 | a constant (expected: a text constant)
          start_time > timestamp('9999-01-01T00:00:00Z') | 1 | 24 | (expected: a year from 1678 to 2261)
          type == 'llm'                  | 1 |  9 | "llm" (expected: one of SPAN, LLM, EMBEDDING
          type in ['LLM', 'x']           | 1 | 17 | "x" (expected: one of SPAN, LLM
          status != 'error'              | 1 | 11 | "error" (expected: one of UNSPECIFIED, OK, ERROR)
          model.matches('[')             | 1 | 15 | (expected: RE2 syntax)
          model.matches('(?=a)')         | 1 | 15 | (expected: RE2 syntax)
          model.matches('((a{100}){100}){100}') | 1 | 15 | pattern repeats too much
          model.matches('a{1001}')       | 1 | 15 | (expected: RE2 syntax)
          ~error &&
            modle == 1~                  | 2 |  3 | unknown name modle
          """)
  void parse_refuses(String text, int line, int column, String message) {
    InvalidFilterException fault =
        catchThrowableOfType(InvalidFilterException.class, () -> parser.parse(text));

    assertThat(fault)
        .as(text)
        .hasMessageContaining(message)
        .hasMessageContaining("line " + line + ", column " + column + ": ");
    assertThat(fault.line()).isEqualTo(line);
    assertThat(fault.column()).isEqualTo(column);
  }

  @Test
  void parse_countsColumnsInCodePoints() {
    assertThat(
            catchThrowableOfType(
                    InvalidFilterException.class,
                    () -> parser.parse("name == '\uD83D\uDE00' && modle"))
                .column())
        .isEqualTo(16);
  }

  @Test
  void parse_boundsLength() {
    String text = "name == '" + "x".repeat(FilterParser.MAX_LENGTH) + "'";

    assertThat(catchThrowableOfType(InvalidFilterException.class, () -> parser.parse(text)))
        .hasMessage("line 1, column 1: 8202 characters (expected: at most 8192)");
  }

  @Test
  void parse_boundsDepth() {
    String text = "(".repeat(1000) + "error" + ")".repeat(1000);

    assertThat(catchThrowableOfType(InvalidFilterException.class, () -> parser.parse(text)))
        .hasMessageEndingWith("nested too deeply (expected: at most 50 levels)");
  }

  @Test
  void parse_boundsNegations() {
    String text = "!(error && ".repeat(60) + "root" + ")".repeat(60);

    assertThat(catchThrowableOfType(InvalidFilterException.class, () -> parser.parse(text)))
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void parse_boundsRegexLength() {
    String text = "name.matches('" + "x".repeat(FilterParser.MAX_REGEX_LENGTH + 1) + "')";

    assertThat(catchThrowableOfType(InvalidFilterException.class, () -> parser.parse(text)))
        .hasMessage("line 1, column 14: pattern of 513 characters (expected: at most 512)");
  }
}
