/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.testkit.naive.NaiveStorage;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.MeasureValue;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random records and random questions: the store answers what {@link NaiveStorage} answers. A
 * failure names its seed; the system property {@value #SEED_PROPERTY} repeats it.
 */
public abstract class RandomizedContract extends ContractTest {

  /** Sets the seed of the first round; those after it follow from it. */
  public static final String SEED_PROPERTY = "tracehub.testkit.seed";

  /** Sets how many rounds there are. */
  public static final String ROUNDS_PROPERTY = "tracehub.testkit.rounds";

  private static final long FIRST_SEED = Long.getLong(SEED_PROPERTY, System.nanoTime());

  /** A round asks a thousand questions: half a minute for a store that answers in SQL. */
  private static final int ROUNDS = Integer.getInteger(ROUNDS_PROPERTY, 8);

  private static final int BLOCKS = 12;
  private static final int QUESTIONS_AFTER_BLOCK = 8;

  private final StoreDriver naive = new StoreDriver(new NaiveStorage());

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + ROUNDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answers_asTheNaiveStorage(long seed) {
    try {
      run(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("repeat it with -D" + SEED_PROPERTY + "=" + seed, e);
    }
  }

  private void run(Random random) {
    RandomSpans spans = new RandomSpans(random);
    RandomQuestions questions = new RandomQuestions(random);
    Block earlier = spans.block("block-0");
    for (int i = 1; i <= BLOCKS; i++) {
      Block block = random.nextInt(5) == 0 ? earlier : spans.block("block-" + i);
      assertSameOutcome(block);
      for (int question = 0; question < QUESTIONS_AFTER_BLOCK; question++) {
        assertLists(questions.list());
        assertNumbers(questions.numbers());
      }
      assertTrace(random.nextInt(RandomSpans.TRACES), 1 + random.nextInt(RandomSpans.SPANS));
      assertRate(questions.list());
      earlier = block;
    }
  }

  private void assertSameOutcome(Block block) {
    WriteResult wanted = naive.write(block);
    WriteResult actual = store.write(block);
    assertThat(actual.stored()).as("stored of %s", block).isEqualTo(wanted.stored());
    assertThat(actual.duplicates()).as("duplicates of %s", block).isEqualTo(wanted.duplicates());
    assertThat(actual.rejected())
        .extracting(WriteResult.Rejected::index)
        .isEqualTo(wanted.rejected().stream().map(WriteResult.Rejected::index).toList());
    assertThat(actual.rejected()).allMatch(WriteResult.Rejected::conflict);
  }

  private void assertLists(SpanQuery query) {
    assertSamePages(query, StoreDriver::spans);
    assertSamePages(query, StoreDriver::traces);
    assertSamePages(query, StoreDriver::openSpans);
    assertSamePages(query, StoreDriver::sessions);
    assertSamePages(query, StoreDriver::users);
  }

  private <T> void assertSamePages(
      SpanQuery first, BiFunction<StoreDriver, SpanQuery, Page<T>> list) {
    Optional<SpanQuery> query = Optional.of(first);
    while (query.isPresent()) {
      SpanQuery asked = query.get();
      Page<T> actual = list.apply(store, asked);
      Page<T> wanted = list.apply(naive, asked);
      assertThat(actual.items()).as("%s", asked).isEqualTo(wanted.items());
      assertThat(actual.next().isPresent())
          .as("next of %s", asked)
          .isEqualTo(wanted.next().isPresent());
      assertThat(actual.previous().isPresent())
          .as("previous of %s", asked)
          .isEqualTo(wanted.previous().isPresent());
      query =
          actual
              .next()
              .map(
                  next ->
                      new SpanQuery(
                          asked.project(), asked.range(), asked.filter(), asked.page().at(next)));
    }
  }

  private void assertNumbers(Question question) {
    AggregateResult actual = store.aggregate(question);
    AggregateResult wanted = naive.aggregate(question);
    assertThat(actual.truncated()).isEqualTo(wanted.truncated());
    assertThat(actual.rows()).as("%s", question.build()).hasSameSizeAs(wanted.rows());
    for (int i = 0; i < wanted.rows().size(); i++) {
      assertRow(question, actual.rows().get(i), wanted.rows().get(i));
    }
  }

  private static void assertRow(Question question, AggregateRow actual, AggregateRow wanted) {
    assertThat(actual.toBuilder().clearValues().build())
        .as("%s", question.build())
        .isEqualTo(wanted.toBuilder().clearValues().build());
    assertThat(actual.getValuesCount()).isEqualTo(wanted.getValuesCount());
    for (int i = 0; i < wanted.getValuesCount(); i++) {
      assertValue(question, actual.getValues(i), wanted.getValues(i));
    }
  }

  private static void assertValue(Question question, MeasureValue actual, MeasureValue wanted) {
    assertThat(roughly(actual))
        .as("%s instead of %s of %s", actual, wanted, question.build())
        .isEqualTo(roughly(wanted));
    assertClose(question, actual.getDoubleValue(), wanted.getDoubleValue());
    assertClose(question, actual.getStandardError(), wanted.getStandardError());
  }

  /** The value without its doubles, which are rounded; whether they are there stays. */
  private static MeasureValue roughly(MeasureValue value) {
    MeasureValue.Builder rough = value.toBuilder();
    if (value.hasDoubleValue()) {
      rough.setDoubleValue(1);
    }
    return value.hasStandardError() ? rough.setStandardError(1).build() : rough.build();
  }

  private static void assertClose(Question question, double actual, double wanted) {
    assertThat(actual)
        .as("%s", question.build())
        .isCloseTo(wanted, within(Math.abs(wanted) * 1e-9));
  }

  private void assertTrace(int trace, int span) {
    for (PayloadView view : PayloadView.values()) {
      assertThat(store.findTrace(trace, view, span)).isEqualTo(naive.findTrace(trace, view, span));
    }
    assertThat(store.findSpan(trace, span)).isEqualTo(naive.findSpan(trace, span));
  }

  private void assertRate(SpanQuery query) {
    assertThat(store.completionRate(query.range(), query.filter()))
        .as("completion rate of %s", query)
        .isCloseTo(naive.completionRate(query.range(), query.filter()), within(1e-12));
  }
}
