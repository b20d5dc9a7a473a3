/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationsTest {

  private static final String RESULT = "gen_ai.evaluation.result";

  @Test
  void of_eventBesideASpan_isItsJudgement() {
    SpanEvent event =
        SpanEvent.newBuilder()
            .setEventId("e")
            .setTraceId("t")
            .setSpanId("s")
            .setName(RESULT)
            .setTimeUnixNano(7)
            .putAttributes("gen_ai.evaluation.name", text("relevance"))
            .putAttributes("gen_ai.evaluation.score.value", number(0.75))
            .putAttributes("gen_ai.evaluation.score.label", text("relevant"))
            .putAttributes("gen_ai.evaluation.explanation", text("because"))
            .build();

    assertThat(Evaluations.of(event))
        .contains(
            Evaluation.newBuilder()
                .setEvaluationId("e")
                .setTraceId("t")
                .setSpanId("s")
                .setName("relevance")
                .setScore(0.75)
                .setLabel("relevant")
                .setExplanation("because")
                .setSource(EvaluationSource.EVALUATION_SOURCE_API)
                .setTimeUnixNano(7)
                .build());
  }

  @Test
  void of_eventsInsideASpan_areJudgementsWithIdsOfTheirOwn() {
    Event judged =
        Event.newBuilder()
            .setName(RESULT)
            .setTimeUnixNano(15)
            .putAttributes("gen_ai.evaluation.name", text("relevance"))
            .build();
    Span span =
        Span.newBuilder()
            .setTraceId("t")
            .setSpanId("s")
            .setStartTimeUnixNano(10)
            .setEndTimeUnixNano(20)
            .addEvents(Event.newBuilder().setName("exception"))
            .addEvents(judged)
            .addEvents(judged.toBuilder().setTimeUnixNano(0))
            .addEvents(judged.toBuilder().setTimeUnixNano(99))
            .build();

    assertThat(Evaluations.of(span))
        .extracting(Evaluation::getTimeUnixNano)
        .containsExactly(15L, 10L, 20L);
    assertThat(Evaluations.of(span))
        .isEqualTo(Evaluations.of(span))
        .extracting(Evaluation::getEvaluationId)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"pass,true", "FAILED,false", "relevant,"})
  void of_label_mayBeAVerdict(String label, Boolean passed) {
    Evaluation evaluation =
        Evaluations.of(named().putAttributes("gen_ai.evaluation.score.label", text(label)).build())
            .orElseThrow();

    assertThat(evaluation.hasPassed() ? (Boolean) evaluation.getPassed() : null).isEqualTo(passed);
  }

  @Test
  void of_scoreThatIsNone_isLeftOut() {
    SpanEvent.Builder event = named();

    assertThat(judged(event).hasScore()).isFalse();
    event.putAttributes("gen_ai.evaluation.score.value", number(Double.NaN));
    assertThat(judged(event).hasScore()).isFalse();
    event.putAttributes(
        "gen_ai.evaluation.score.value", AttributeValue.newBuilder().setIntValue(3).build());
    assertThat(judged(event).getScore()).isEqualTo(3);
  }

  @Test
  void of_otherEventsAndNamelessResults_areNoJudgements() {
    assertThat(Evaluations.of(named().setName("log").build())).isEqualTo(Optional.empty());
    assertThat(Evaluations.of(named().clearAttributes().build())).isEqualTo(Optional.empty());
  }

  private static Evaluation judged(SpanEvent.Builder event) {
    return Evaluations.of(event.build()).orElseThrow();
  }

  private static SpanEvent.Builder named() {
    return SpanEvent.newBuilder()
        .setName(RESULT)
        .putAttributes("gen_ai.evaluation.name", text("relevance"));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue number(double number) {
    return AttributeValue.newBuilder().setDoubleValue(number).build();
  }
}
