/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.Tracehub;
import dev.tracehub.examples.supportdesk.stub.ModelStub;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupportDeskTest {

  private final Tally tally = new Tally();
  private CapturingCollector collector;
  private ModelStub stub;
  private Tracehub tracehub;
  private SupportDesk desk;

  @BeforeEach
  void open() throws IOException {
    collector = new CapturingCollector();
    stub = ModelStub.start();
    tracehub = Tracehub.builder().channel(collector.channel()).build();
    desk = new SupportDesk(stub.url(), tracehub, tally);
    desk.indexPolicies();
  }

  @AfterEach
  void close() {
    tracehub.close();
    stub.close();
    collector.close();
  }

  @Test
  void policyQuestion_searchesAnswersAndReviews() {
    ask("en", "Can I return shoes after two weeks?");

    Span turn = only(SpanType.SPAN_TYPE_AGENT);
    assertThat(turn.getOutput().getText()).contains("30 days");
    assertThat(turn.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    Span retriever = only(SpanType.SPAN_TYPE_RETRIEVER);
    assertThat(retriever.getParentSpanId()).isEqualTo(turn.getSpanId());
    assertThat(retriever.getOutput().getText()).contains("Returns:");
    assertThat(spans(SpanType.SPAN_TYPE_EMBEDDING))
        .extracting(Span::getParentSpanId)
        .contains(retriever.getSpanId());
    Span judge = only(SpanType.SPAN_TYPE_JUDGE);
    assertThat(judge.getParentSpanId()).isEqualTo(turn.getSpanId());
    assertThat(spans(SpanType.SPAN_TYPE_LLM))
        .extracting(Span::getRequestModel, Span::getParentSpanId)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("gpt-4o-mini", turn.getSpanId()),
            org.assertj.core.groups.Tuple.tuple("desk-judge-7b", judge.getSpanId()));
  }

  @Test
  void everySpanOfATurn_carriesSessionUserAndLanguage() {
    ask("ko", "환불은 언제 카드로 들어오나요?");

    assertThat(collector.spans())
        .filteredOn(span -> span.getTraceId().equals(only(SpanType.SPAN_TYPE_AGENT).getTraceId()))
        .hasSize(6)
        .allMatch(span -> span.getSessionId().equals("s-1"))
        .allMatch(span -> span.getUserId().equals("customer"))
        .allMatch(span -> span.getTagsList().equals(List.of("ko")));
    assertThat(only(SpanType.SPAN_TYPE_AGENT).getOutput().getText()).contains("영업일 5일");
  }

  @Test
  void orderQuestion_runsTheToolThatTheModelAskedFor() {
    ask("en", "Where is my order A-1001?");

    Span tool = only(SpanType.SPAN_TYPE_TOOL);
    assertThat(tool.getTool().getName()).isEqualTo("orderStatus");
    assertThat(tool.getTool().getCallId()).startsWith("call_");
    assertThat(tool.getInput().getText()).contains("A-1001");
    assertThat(tool.getOutput().getText()).contains("expected on Thursday");
    assertThat(only(SpanType.SPAN_TYPE_AGENT).getOutput().getText())
        .contains("expected on Thursday");
  }

  @Test
  void rateLimit_isTriedAgainAndBothAttemptsAreRecorded() {
    ask("en", "This is urgent: what is the status of order A-1007?");

    List<Span> attempts =
        spans(SpanType.SPAN_TYPE_LLM).stream()
            .filter(span -> span.getRequestModel().equals("gpt-4o-mini"))
            .sorted(java.util.Comparator.comparingLong(Span::getStartTimeUnixNano))
            .toList();
    assertThat(attempts.get(0).getStatus().getErrorType()).isEqualTo("429");
    assertThat(attempts.get(0).hasUsage()).isFalse();
    assertThat(attempts.get(1).getRetryCount()).isEqualTo(1);
    assertThat(attempts.get(1).getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(only(SpanType.SPAN_TYPE_AGENT).getStatus().getCode())
        .isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(tally.of("retries")).isEqualTo(1);
  }

  @Test
  void providerFailure_endsTheTurnWithAnErrorAndTheDeskGoesOn() {
    ask("en", "Please check order A-1013 for me.");
    ask("en", "Do gift cards expire?");

    assertThat(spans(SpanType.SPAN_TYPE_AGENT))
        .extracting(span -> span.getStatus().getCode())
        .containsExactlyInAnyOrder(StatusCode.STATUS_CODE_ERROR, StatusCode.STATUS_CODE_OK);
    assertThat(spans(SpanType.SPAN_TYPE_LLM))
        .extracting(span -> span.getStatus().getErrorType())
        .contains("500");
    assertThat(tally.of("AGENT errors")).isEqualTo(1);
  }

  @Test
  void angryCustomer_isPassedToAColleague() {
    ask("en", "I want to speak to your manager about a refund!");

    Evaluation evaluation = collector.evaluations().get(0);
    Span turn = only(SpanType.SPAN_TYPE_AGENT);
    assertThat(evaluation.getSpanId()).isEqualTo(turn.getSpanId());
    assertThat(evaluation.getName()).isEqualTo("answer_quality");
    assertThat(evaluation.getLabel()).isEqualTo("escalate");
    assertThat(evaluation.getPassed()).isFalse();
    assertThat(turn.getOutput().getText()).isEqualTo("(passed to a colleague)");
  }

  @Test
  void tally_countsWhatTheSpansSay() {
    for (Dialogue dialogue : Dialogue.script(12, "run")) {
      dialogue.questions().forEach(question -> desk.answer(dialogue, question));
    }
    flush();

    List<Span> calls =
        collector.spans().stream().filter(span -> !span.getRequestModel().isEmpty()).toList();
    assertThat(sum(calls, span -> span.getUsage().getInputTokens()))
        .isEqualTo(tally.models().values().stream().mapToLong(Tally.ModelCalls::input).sum());
    assertThat(sum(calls, span -> span.getUsage().getOutputTokens()))
        .isEqualTo(tally.models().values().stream().mapToLong(Tally.ModelCalls::output).sum());
    assertThat(sum(calls, span -> span.getUsage().getCacheReadTokens()))
        .isEqualTo(tally.models().values().stream().mapToLong(Tally.ModelCalls::cached).sum())
        .isPositive();
    assertThat(collector.spans()).hasSize((int) tally.spans());
    assertThat(tally.of("AGENT")).isEqualTo(12);
  }

  private void ask(String language, String question) {
    desk.answer(new Dialogue("s-1", "customer", language, List.of(question)), question);
    flush();
  }

  private void flush() {
    assertThat(tracehub.flush(Duration.ofSeconds(20)).allDelivered()).isTrue();
  }

  private Span only(SpanType type) {
    assertThat(spans(type)).hasSize(1);
    return spans(type).get(0);
  }

  private List<Span> spans(SpanType type) {
    return collector.spans().stream().filter(span -> span.getType() == type).toList();
  }

  private static long sum(List<Span> spans, ToLongFunction<Span> value) {
    return spans.stream().mapToLong(value).sum();
  }
}
