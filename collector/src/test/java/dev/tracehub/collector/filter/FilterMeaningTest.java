/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filters;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A filter means what CEL says it means. Where CEL has no answer, because an attribute is absent or
 * of another type, {@link Filter} has one; where CEL has an answer in spite of that, because the
 * rest of the expression decides, both agree.
 */
class FilterMeaningTest {

  private static final int FILTERS = 1_000;
  private static final int SPANS_PER_FILTER = 10;

  private final FilterParser parser = new FilterParser();
  private final CelOracle cel = new CelOracle();

  @Test
  void parse_keepsTheMeaning() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomFilters filters = new RandomFilters(random);
    RandomSpans spans = new RandomSpans(random);
    Map<Optional<Boolean>, Integer> answers = new HashMap<>();

    for (int i = 0; i < FILTERS; i++) {
      String text = filters.next();
      Filter filter = parser.parse(text);
      CelOracle.Question question = cel.question(text);
      for (int j = 0; j < SPANS_PER_FILTER; j++) {
        Span span = spans.next();
        Optional<Boolean> expected = question.ask(span);
        answers.merge(expected, 1, Integer::sum);
        expected.ifPresent(
            answer ->
                assertThat(Filters.matches(filter, span))
                    .as("seed %d: %s of %s", seed, text, span)
                    .isEqualTo(answer));
      }
    }

    assertThat(answers).as("seed %d: answers of CEL", seed).hasSize(3);
    assertThat(answers.values()).allMatch(count -> count > FILTERS);
  }
}
