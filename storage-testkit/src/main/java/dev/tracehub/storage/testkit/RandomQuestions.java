/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.MatchKind;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Asks random questions about what {@link RandomSpans} made. */
final class RandomQuestions {

  private static final List<Measure> MEASURES =
      Arrays.stream(Measure.values())
          .filter(measure -> measure != Measure.MEASURE_UNSPECIFIED)
          .filter(measure -> measure != Measure.UNRECOGNIZED)
          .toList();

  /** Means are left out: they are rounded, which may swap groups that are equal. */
  private static final List<Measure> ORDERS =
      MEASURES.stream().filter(measure -> !measure.name().endsWith("_AVG")).toList();

  private static final List<Dimension> DIMENSIONS =
      Arrays.stream(Dimension.values())
          .filter(dimension -> dimension != Dimension.DIMENSION_UNSPECIFIED)
          .filter(dimension -> dimension != Dimension.UNRECOGNIZED)
          .toList();

  private static final List<Value> CONSTANTS =
      Stream.concat(
              RandomSpans.WORDS.stream().<Value>map(Value.Text::new),
              Stream.of(
                  new Value.Text("LLM"),
                  new Value.Text("ERROR"),
                  new Value.Whole(2),
                  new Value.Whole(500),
                  new Value.Whole(TestSpans.NOON + 20 * TestSpans.SECOND),
                  new Value.Real(0.5),
                  new Value.Real(0.1),
                  new Value.Real(1.4),
                  new Value.Real(100),
                  new Value.Bool(true)))
          .toList();

  private final Random random;

  RandomQuestions(Random random) {
    this.random = random;
  }

  SpanQuery list() {
    PageRequest.Order order =
        random.nextBoolean() ? PageRequest.Order.NEWEST_FIRST : PageRequest.Order.OLDEST_FIRST;
    return new SpanQuery(
        pick(RandomSpans.PROJECTS),
        range(),
        filter(2),
        PageRequest.first(1 + random.nextInt(20), order));
  }

  Question numbers() {
    Measure[] measures =
        Stream.generate(() -> pick(MEASURES)).limit(1 + random.nextInt(5)).toArray(Measure[]::new);
    Question question =
        Question.of(measures).project(pick(RandomSpans.PROJECTS)).range(range()).filter(filter(2));
    for (int i = random.nextInt(3); i > 0; i--) {
      question.by(pick(DIMENSIONS));
    }
    if (random.nextInt(4) == 0) {
      question.byAttribute(pick(List.of("team", "k", "missing")));
    }
    if (random.nextInt(3) == 0) {
      question.bucket(Duration.ofSeconds(1 + random.nextInt(15)));
    }
    if (random.nextBoolean()) {
      question.orderBy(pick(ORDERS));
    }
    if (random.nextInt(4) == 0) {
      question.limit(1 + random.nextInt(10));
    }
    if (random.nextInt(4) == 0) {
      question.score("quality");
    }
    return question;
  }

  /** Half of the time everything, otherwise a part. */
  TimeRange range() {
    if (random.nextBoolean()) {
      return TimeRange.ALL;
    }
    long start = TestSpans.NOON + random.nextInt(30) * TestSpans.SECOND;
    return new TimeRange(start, start + (1 + random.nextInt(20)) * TestSpans.SECOND);
  }

  Filter filter(int depth) {
    if (random.nextInt(3) == 0) {
      return Filter.ALL;
    }
    return switch (depth == 0 ? random.nextInt(5) : random.nextInt(8)) {
      case 0, 1 -> new Filter.Compare(field(), pick(List.of(Operator.values())), constant());
      case 2 -> new Filter.In(field(), Stream.generate(this::constant).limit(3).toList());
      case 3 ->
          new Filter.Match(field(), pick(List.of(MatchKind.values())), pick(RandomSpans.WORDS));
      case 4 ->
          random.nextBoolean()
              ? new Filter.Has(field())
              : new Filter.ListHas(SpanField.TAGS, pick(RandomSpans.WORDS));
      case 5 -> new Filter.And(List.of(filter(depth - 1), filter(depth - 1)));
      case 6 -> new Filter.Or(List.of(filter(depth - 1), filter(depth - 1)));
      default -> new Filter.Not(filter(depth - 1));
    };
  }

  private Field field() {
    return random.nextInt(4) == 0
        ? new Field.Attribute(pick(List.of("team", "k", "missing")))
        : new Field.Known(pick(List.of(SpanField.values())));
  }

  private Value constant() {
    return pick(CONSTANTS);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
