/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.delivery.FakeClock;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private final FakeClock clock = new FakeClock();
  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final Tracehub tracehub =
      Tracehub.builder().channel(server.channel()).clock(clock).maxPayloadLength(20).build();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
  }

  @Test
  void span_everything_arrivesAsItWasSaid() {
    LiveSpan live = tracehub.span("answer").type(SpanType.LLM).start();
    live.operation("chat").kind(SpanKind.SPAN_KIND_CLIENT);
    live.user("u1").session("s1").tag("vip").tag("eu").job("j1").variant("b");
    live.provider("openai").model("gpt-4o-mini").responseModel("gpt-4o-mini-2024").responseId("r");
    live.parameter("temperature", 0.2).parameter("max_tokens", 100).finishReason("stop");
    live.usage(Usage.newBuilder().setInputTokens(10).setCacheReadTokens(4).build());
    live.cost(new BigDecimal("0.0001275")).prompt("answering", "7").retryCount(2);
    live.tool("lookup", "call-1").graph(GraphPosition.newBuilder().setNode("router").build());
    live.input("question").outputJson("{}").ok();
    clock.advance(Duration.ofMillis(30));
    live.firstToken();
    clock.advance(Duration.ofMillis(70));
    live.close();

    Span span = received("answer");
    assertThat(span.getType()).isEqualTo(dev.tracehub.v1.SpanType.SPAN_TYPE_LLM);
    assertThat(span.getTraceId()).isEqualTo(live.traceId()).matches("[0-9a-f]{32}");
    assertThat(span.getSpanId()).isEqualTo(live.spanId()).matches("[0-9a-f]{16}");
    assertThat(span.getParentSpanId()).isEmpty();
    assertThat(span.getStartTimeUnixNano()).isEqualTo(FakeClock.EPOCH_NANOS);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(FakeClock.EPOCH_NANOS + 100_000_000);
    assertThat(span.getTimeToFirstTokenNano()).isEqualTo(30_000_000);
    assertThat(span.getStreaming()).isTrue();
    assertThat(span.getOperation()).isEqualTo("chat");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getUserId()).isEqualTo("u1");
    assertThat(span.getSessionId()).isEqualTo("s1");
    assertThat(span.getTagsList()).containsExactly("vip", "eu");
    assertThat(span.getJobId()).isEqualTo("j1");
    assertThat(span.getVariantId()).isEqualTo("b");
    assertThat(span.getProvider()).isEqualTo("openai");
    assertThat(span.getRequestModel()).isEqualTo("gpt-4o-mini");
    assertThat(span.getResponseModel()).isEqualTo("gpt-4o-mini-2024");
    assertThat(span.getResponseId()).isEqualTo("r");
    assertThat(span.getModelParametersOrThrow("temperature").getDoubleValue()).isEqualTo(0.2);
    assertThat(span.getModelParametersOrThrow("max_tokens").getIntValue()).isEqualTo(100);
    assertThat(span.getFinishReasonsList()).containsExactly("stop");
    assertThat(span.getUsage().getInputTokens()).isEqualTo(10);
    assertThat(span.getUsage().getCacheReadTokens()).isEqualTo(4);
    assertThat(span.getUsage().hasOutputTokens()).isFalse();
    assertThat(span.getCost().getState()).isEqualTo(CostState.COST_STATE_REPORTED);
    assertThat(span.getCost().getTotalUsd()).isEqualTo("0.0001275");
    assertThat(span.getPrompt().getName()).isEqualTo("answering");
    assertThat(span.getPrompt().getVersion()).isEqualTo("7");
    assertThat(span.getRetryCount()).isEqualTo(2);
    assertThat(span.getTool().getName()).isEqualTo("lookup");
    assertThat(span.getTool().getCallId()).isEqualTo("call-1");
    assertThat(span.getGraph().getNode()).isEqualTo("router");
    assertThat(span.getInput().getText()).isEqualTo("question");
    assertThat(span.getOutput().getText()).isEqualTo("{}");
    assertThat(span.getOutput().getMimeType()).isEqualTo("application/json");
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(span.getFlags()).isEqualTo(1);
  }

  @Test
  void attribute_ofEveryType_keepsItsType() {
    byte[] bytes = {1, 2};
    try (LiveSpan span = tracehub.span("a").start()) {
      span.attribute("text", "t").attribute("whole", 5).attribute("float", 0.5);
      span.attribute("flag", true).attribute("bytes", bytes);
      span.attribute("list", List.of("x", 1, 2.5)).attribute("map", Map.of("k", List.of(true)));
      span.attribute("other", Duration.ofSeconds(1)).attribute("text", "last");
      bytes[0] = 9;
    }

    Map<String, AttributeValue> attributes = received("a").getAttributesMap();
    assertThat(attributes.get("text").getStringValue()).isEqualTo("last");
    assertThat(attributes.get("whole").getIntValue()).isEqualTo(5);
    assertThat(attributes.get("float").getDoubleValue()).isEqualTo(0.5);
    assertThat(attributes.get("flag").getBoolValue()).isTrue();
    assertThat(attributes.get("bytes").getBytesValue().toByteArray()).containsExactly(1, 2);
    assertThat(attributes.get("list").getArrayValue().getValuesCount()).isEqualTo(3);
    assertThat(attributes.get("map").getMapValue().getEntriesOrThrow("k").getArrayValue())
        .extracting(array -> array.getValues(0).getBoolValue())
        .isEqualTo(true);
    assertThat(attributes.get("other").getStringValue()).isEqualTo("PT1S");
  }

  @Test
  void tooMuch_isCutAndCounted() {
    try (LiveSpan span = tracehub.span("n".repeat(1_000)).start()) {
      for (int i = 0; i < 200; i++) {
        span.attribute("k" + i, i).event("e" + i);
      }
      span.input("x".repeat(100)).output(new byte[100], "image/png");
    }

    Span span = received("n".repeat(340));
    assertThat(span.getAttributesCount()).isEqualTo(128);
    assertThat(span.getEventsCount()).isEqualTo(128);
    assertThat(span.getDropped().getAttributes()).isEqualTo(72);
    assertThat(span.getDropped().getEvents()).isEqualTo(72);
    assertThat(span.getInput().getText()).hasSize(20);
    assertThat(span.getInput().getTruncated()).isTrue();
    assertThat(span.getOutput().getData().size()).isEqualTo(20);
    assertThat(span.getOutput().getTruncated()).isTrue();
  }

  @Test
  void payload_cutInsideASurrogatePair_losesTheWholeCharacter() {
    try (LiveSpan span = tracehub.span("a").start()) {
      span.input("x".repeat(19) + "😀");
    }

    assertThat(received("a").getInput().getText()).isEqualTo("x".repeat(19));
  }

  @Test
  void korean_arrivesUnharmed() {
    try (LiveSpan span = tracehub.span("답변").start()) {
      span.input("환불은 언제 되나요?");
    }

    assertThat(received("답변").getInput().getText()).isEqualTo("환불은 언제 되나요?");
  }

  @Test
  void error_thrown_becomesStatusAndEvent() {
    try (LiveSpan span = tracehub.span("a").start()) {
      clock.advance(Duration.ofSeconds(1));
      span.error(new IllegalStateException("no stock"));
    }

    Span span = received("a");
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("no stock");
    assertThat(span.getStatus().getErrorType()).isEqualTo("java.lang.IllegalStateException");
    Event event = span.getEvents(0);
    assertThat(event.getName()).isEqualTo("exception");
    assertThat(event.getAttributesOrThrow("exception.stacktrace").getStringValue())
        .contains("RecordingTest");
  }

  @Test
  void error_whoseMessageFails_stillArrives() {
    RuntimeException nasty =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("nasty");
          }
        };
    try (LiveSpan span = tracehub.span("a").start()) {
      span.error(nasty);
    }

    assertThat(received("a").getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void event_carriesItsTimeAndDetails() {
    try (LiveSpan span = tracehub.span("a").start()) {
      clock.advance(Duration.ofMillis(5));
      span.event("cache", Map.of("hit", true));
    }

    Event event = received("a").getEvents(0);
    assertThat(event.getTimeUnixNano()).isEqualTo(FakeClock.EPOCH_NANOS + 5_000_000);
    assertThat(event.getAttributesOrThrow("hit").getBoolValue()).isTrue();
  }

  @Test
  void span_afterItsEnd_doesNotChange() {
    LiveSpan span = tracehub.span("a").start();
    span.end();
    span.input("late").attribute("k", 1).attribute("l", "x").error("late", "late").user("late");
    span.end();
    span.close();

    Span received = received("a");
    assertThat(received.hasInput()).isFalse();
    assertThat(received.getAttributesCount()).isZero();
    assertThat(received.hasStatus()).isFalse();
    assertThat(tracehub.stats().recorded()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // what an application must not do, and will
  void nulls_neverThrow() {
    LiveSpan span = tracehub.span(null).type(null).traceparent(null).start();
    span.operation(null).user(null).session(null).tag(null).model(null).provider(null);
    span.parameter(null, null).usage(null).cost(null).input((String) null).outputJson(null);
    span.input(null, null).attribute(null, "x").attribute("k", (String) null).attribute(null, 1);
    span.attribute("o", (Object) null).event(null).event("e", null).link(null).error(null);
    span.error(null, null).tool(null, null).graph(null).prompt(null, null).finishReason(null);
    span.evaluation(null).label(null).of((LiveSpan) null).source(null).record();
    tracehub.metric(null, 1).label(null, null).record();
    tracehub.job(null).state(null).message(null).record();
    tracehub.record(null);
    span.end();

    assertThat(tracehub.flush(Duration.ofSeconds(10)).pending()).isZero();
    assertThat(tracehub.stats().balanced()).isTrue();
  }

  @Test
  void evaluation_ofASpan_arrives() {
    LiveSpan span = tracehub.span("a").start();
    span.evaluation("helpfulness")
        .score(0.8)
        .label("allow")
        .passed(true)
        .explanation("grounded")
        .evaluator("judge", "2")
        .source(EvaluationSource.JUDGE)
        .record();
    span.end();
    tracehub.flush(Duration.ofSeconds(10));

    Evaluation evaluation = collector.evaluations().get(0);
    assertThat(evaluation.getEvaluationId()).hasSize(32);
    assertThat(evaluation.getTraceId()).isEqualTo(span.traceId());
    assertThat(evaluation.getSpanId()).isEqualTo(span.spanId());
    assertThat(evaluation.getName()).isEqualTo("helpfulness");
    assertThat(evaluation.getScore()).isEqualTo(0.8);
    assertThat(evaluation.getLabel()).isEqualTo("allow");
    assertThat(evaluation.getPassed()).isTrue();
    assertThat(evaluation.getExplanation()).isEqualTo("grounded");
    assertThat(evaluation.getEvaluator()).isEqualTo("judge");
    assertThat(evaluation.getEvaluatorVersion()).isEqualTo("2");
    assertThat(evaluation.getSource())
        .isEqualTo(dev.tracehub.v1.EvaluationSource.EVALUATION_SOURCE_JUDGE);
    assertThat(evaluation.getTimeUnixNano()).isEqualTo(FakeClock.EPOCH_NANOS);
  }

  @Test
  void metricAndJob_arrive() {
    tracehub.metric("queue.depth", 3).unit("{item}").label("queue", "in").record();
    tracehub.job("j").name("nightly").state(JobState.RUNNING).progress(3, 10).record();
    tracehub.flush(Duration.ofSeconds(10));

    MetricPoint metric = collector.metrics().get(0);
    assertThat(metric.getName()).isEqualTo("queue.depth");
    assertThat(metric.getValue()).isEqualTo(3);
    assertThat(metric.getUnit()).isEqualTo("{item}");
    assertThat(metric.getLabelsMap()).containsEntry("queue", "in");
    JobUpdate job = collector.jobs().get(0);
    assertThat(job.getState()).isEqualTo(dev.tracehub.v1.JobState.JOB_STATE_RUNNING);
    assertThat(job.getDone()).isEqualTo(3);
    assertThat(job.getTotal()).isEqualTo(10);
  }

  private Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }
}
