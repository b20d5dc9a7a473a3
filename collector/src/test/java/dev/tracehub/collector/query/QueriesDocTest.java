/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tracehub.collector.amendment.Amendments;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.tail.TailLimits;
import dev.tracehub.storage.SpanField;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/queries.md says what the code does. */
class QueriesDocTest {

  private static final String TEXT = read(Path.of("..", "docs", "queries.md"));

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(path.toAbsolutePath() + " cannot be read", e);
    }
  }

  @Test
  void variables_areTheFields() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (SpanField field : SpanField.values()) {
      expected.put(field.filterName(), typeOf(field));
    }

    assertThat(table("| variable |")).containsExactlyEntriesOf(expected);
  }

  private static String typeOf(SpanField field) {
    if (field == SpanField.START_TIME) {
      return "timestamp";
    }
    return switch (field.kind()) {
      case TEXT -> "text";
      case WHOLE -> "whole number";
      case REAL -> "number";
      case BOOL -> "truth value";
      case TEXT_LIST -> "list of texts";
    };
  }

  @Test
  void measures_areTheEnum() {
    assertThat(table("| measure |").keySet())
        .containsExactlyInAnyOrderElementsOf(
            names(Measure.values(), "MEASURE_UNSPECIFIED", "UNRECOGNIZED"));
  }

  @Test
  void dimensions_areTheEnum() {
    assertThat(table("| dimension |").keySet())
        .containsExactlyInAnyOrderElementsOf(
            names(Dimension.values(), "DIMENSION_UNSPECIFIED", "UNRECOGNIZED"));
  }

  @Test
  void methods_areTheService() {
    assertThat(table("| method |").keySet())
        .containsExactlyInAnyOrderElementsOf(GenericCalls.methods());
  }

  @Test
  void limits_areTheCode() {
    assertThat(TEXT)
        .contains("| characters of a filter | " + FilterParser.MAX_LENGTH + " |")
        .contains("| levels of nesting | " + FilterParser.MAX_DEPTH + " |")
        .contains("| characters of a pattern | " + FilterParser.MAX_REGEX_LENGTH + " |")
        .contains("1 to " + Aggregates.MAX_MEASURES + " measures")
        .contains("up to " + Aggregates.MAX_GROUPS + " groupings")
        .contains(String.format(Locale.ROOT, "at most %,d buckets", QueryLimits.DEFAULTS.buckets()))
        .contains(String.format(Locale.ROOT, "1 to %,d rows", Aggregates.MAX_LIMIT))
        .contains(String.format(Locale.ROOT, "at most %,d)", QueryLimits.DEFAULTS.traceSpans()))
        .contains(TailLimits.DEFAULTS.readers() + " tails are open");
  }

  static Stream<String> filters() {
    return blocks("cel").flatMap(String::lines);
  }

  @ParameterizedTest
  @MethodSource("filters")
  void filter_isValid(String filter) {
    assertThat(new FilterParser().parse(filter)).isNotNull();
  }

  static Stream<String> examples() {
    return blocks("bash").filter(block -> !block.contains("SendBatch"));
  }

  @Test
  void amendment_isOneThatIsTaken() throws InvalidProtocolBufferException {
    String command = blocks("bash").filter(block -> block.contains("SendBatch")).findFirst().get();
    TraceBatch.Builder batch = TraceBatch.newBuilder();
    JsonFormat.parser().merge(find(command, "(?s)-d '(.*?)'\\s"), batch);
    byte[] event = batch.getEvents(0).toByteArray();

    assertThat(batch.getEvents(0).getReason()).isNotEmpty();
    assertThat(Amendments.fault(event, 0, event.length)).isEmpty();
  }

  /** Runs the question of each example; only the transport is another. */
  @ParameterizedTest
  @MethodSource("examples")
  void example_isAnswered(String command) {
    String method = find(command, "tracehub\\.v1\\.QueryService/(\\w+)");
    String request = find(command, "(?s)-d '(.*?)'\\s");
    try (QueryFixture fixture = QueryFixture.overAStore()) {
      Channel channel = ClientInterceptors.intercept(fixture.channel, QueryFixture.key("acme"));
      try {
        assertThat(GenericCalls.call(channel, method, request)).isNotNull();
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      } catch (NoSuchElementException e) {
        assertThat(method).as("a method that may answer nothing").isEqualTo("Export");
      }
    }
  }

  private static String find(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text + "\n")
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
  }

  private static Stream<String> blocks(String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(TEXT)
        .results()
        .map((MatchResult block) -> block.group(1));
  }

  /** The first two cells of the rows of a table, without backticks. */
  private static Map<String, String> table(String heading) {
    Map<String, String> rows = new LinkedHashMap<>();
    TEXT.lines()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|"))
        .forEach(cells -> rows.put(cells[1].strip().replace("`", ""), cells[2].strip()));
    return rows;
  }

  private static List<String> names(Enum<?>[] values, String... without) {
    return Arrays.stream(values)
        .map(Enum::name)
        .filter(name -> !List.of(without).contains(name))
        .toList();
  }
}
