/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.delivery.FakeClock;
import dev.tracehub.client.privacy.Masker;
import dev.tracehub.client.privacy.PatternMasker;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.client.privacy.Sampling;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrivacyTest {

  private static final String MAIL = "kim@example.com";
  private static final String MASKED = "[masked:email]";
  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final FakeClock clock = new FakeClock();
  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final CapturedLog log = new CapturedLog("dev.tracehub.client.privacy.SafeMasker");
  private Tracehub tracehub = client(PrivacySettings.none());

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    log.close();
  }

  @Test
  void masker_everyTextOfASpan_isMasked() {
    tracehub = client(masking(PatternMasker.standard()));
    try (LiveSpan span = tracehub.span("chat for " + MAIL).start()) {
      span.tag(MAIL)
          .input("from " + MAIL)
          .output(MAIL.getBytes(StandardCharsets.UTF_8), "text/plain");
      span.attribute("text", MAIL).attribute("card", 4111111111111111L).attribute("small", 7);
      span.attribute("deep", Map.of("k", List.of("x", MAIL)));
      span.attribute("bytes", MAIL.getBytes(StandardCharsets.UTF_8));
      span.attribute("picture", new byte[] {(byte) 0xFF, (byte) 0xD8, 0});
      span.parameter("user", MAIL).event("sent", Map.of("to", MAIL));
      span.error(new IllegalStateException("no " + MAIL, new RuntimeException("cause " + MAIL)));
    }

    Span span = received();
    assertThat(span.toString()).doesNotContain(MAIL).doesNotContain("4111");
    assertThat(span.getName()).isEqualTo("chat for " + MASKED);
    assertThat(span.getTags(0)).isEqualTo(MASKED);
    assertThat(span.getInput().getText()).isEqualTo("from " + MASKED);
    assertThat(span.getOutput().getData().toStringUtf8()).isEqualTo(MASKED);
    assertThat(attribute(span, "text").getStringValue()).isEqualTo(MASKED);
    assertThat(attribute(span, "card").getStringValue()).isEqualTo("[masked:card]");
    assertThat(attribute(span, "small").getIntValue()).isEqualTo(7);
    assertThat(attribute(span, "deep").toString()).contains(MASKED);
    assertThat(attribute(span, "bytes").getBytesValue().toStringUtf8()).isEqualTo(MASKED);
    assertThat(attribute(span, "picture").getBytesValue().size()).isEqualTo(3);
    assertThat(span.getModelParametersOrThrow("user").getStringValue()).isEqualTo(MASKED);
    assertThat(span.getStatus().getMessage()).isEqualTo("no " + MASKED);
    assertThat(span.getEvents(0).getAttributesOrThrow("to").getStringValue()).isEqualTo(MASKED);
    Event exception = span.getEvents(1);
    assertThat(exception.getAttributesOrThrow("exception.message").getStringValue())
        .isEqualTo("no " + MASKED);
    assertThat(exception.getAttributesOrThrow("exception.stacktrace").getStringValue())
        .contains("no " + MASKED, "cause " + MASKED, "PrivacyTest");
  }

  @Test
  void masker_otherRecords_areMasked() {
    tracehub = client(masking(PatternMasker.standard()));
    tracehub.evaluation("tone").explanation("said " + MAIL).record();
    tracehub.job("j").message("mailed " + MAIL).attribute("to", MAIL).record();
    tracehub.record(
        SpanEvent.newBuilder()
            .setEventId("e")
            .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
            .setReason("asked by " + MAIL)
            .build());
    flush();

    assertThat(collector.evaluations().get(0).getExplanation()).isEqualTo("said " + MASKED);
    assertThat(collector.jobs().get(0).getMessage()).isEqualTo("mailed " + MASKED);
    assertThat(collector.jobs().get(0).getAttributesOrThrow("to").getStringValue())
        .isEqualTo(MASKED);
    assertThat(collector.events().get(0).getReason()).isEqualTo("asked by " + MASKED);
  }

  @Test
  void masker_whoseMarkersAreLonger_doesNotMakeANameTooLong() {
    tracehub = client(masking(PatternMasker.standard()));
    try (LiveSpan span = tracehub.span("a@b.co ".repeat(45)).start()) {
      span.tag("a@b.co ".repeat(45));
    }

    assertThat(received().getName()).hasSize(340).startsWith(MASKED + " " + MASKED);
    assertThat(received().getTags(0)).hasSize(340);
  }

  @Test
  void masker_runsOnTheWorker_notOnTheApplication() {
    AtomicReference<String> thread = new AtomicReference<>("");
    tracehub =
        client(
            masking(
                (field, text) -> {
                  thread.set(Thread.currentThread().getName());
                  return text;
                }));
    tracehub.span("a").start().input("x").end();
    flush();

    assertThat(thread.get()).isEqualTo("tracehub-client");
  }

  @Test
  void masker_isToldTheField() {
    List<String> fields = new CopyOnWriteArrayList<>();
    tracehub =
        client(
            masking(
                (field, text) -> {
                  fields.add(field);
                  return text;
                }));
    LiveSpan span = tracehub.span("a").start();
    span.tag("t").input("x").output("y").attribute("k", "v").parameter("p", "v").error("t", "m");
    span.event("e", Map.of("d", "v")).end();
    flush();

    assertThat(fields)
        .containsExactlyInAnyOrder(
            "name",
            "tags",
            "input",
            "output",
            "status.message",
            "keys",
            "attributes.k",
            "keys",
            "parameters.p",
            "events.name",
            "keys",
            "events.d");
  }

  @Test
  void spanOfAnotherLibrary_isMaskedAndHeldBackEverywhere() {
    AttributeValue secret = AttributeValue.newBuilder().setStringValue(MAIL).build();
    tracehub =
        client(
            PrivacySettings.builder()
                .masker(PatternMasker.standard())
                .allowAttributes(List.of("order.*"))
                .build());
    tracehub.recordSpan(
        Span.newBuilder()
            .setTraceId("0af7651916cd43dd8448eb211c80319c")
            .setSpanId("b7ad6b7169203331")
            .setName("a")
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(2)
            .putResourceAttributes("process.command_line", secret)
            .putResourceAttributes("order.by", secret)
            .addLinks(
                Link.newBuilder().putAttributes("order.of", secret).putAttributes("b", secret))
            .addEvents(Event.newBuilder().setName(MAIL).putAttributes("c", secret))
            .build());

    Span span = received();
    assertThat(span.toString()).doesNotContain(MAIL);
    assertThat(span.getResourceAttributesMap()).containsOnlyKeys("order.by");
    assertThat(span.getLinks(0).getAttributesMap()).containsOnlyKeys("order.of");
    assertThat(span.getLinks(0).getDroppedAttributes()).isEqualTo(1);
    assertThat(span.getEvents(0).getName()).isEqualTo(MASKED);
    assertThat(span.getEvents(0).getAttributesMap()).isEmpty();
    assertThat(tracehub.stats().privacy().droppedAttributes()).isEqualTo(3);
  }

  @Test
  void payload_thatMaskingMadeShorter_doesNotShowHalfASecretAtTheCut() {
    tracehub = client(masking(PatternMasker.standard()));
    String key =
        "-----BEGIN PRIVATE KEY-----\n" + "M".repeat(1_000) + "\n-----END PRIVATE KEY-----";
    String half = "postgres://user:secr";
    String filled = "x".repeat(100 + 1_024 - key.length() - half.length() - 1);
    try (LiveSpan span = tracehub.span("a").start()) {
      span.input(key + filled + " " + half + "et@host/db");
    }

    assertThat(received().getInput().getText()).doesNotContain("secr");
    assertThat(received().getInput().getTruncated()).isTrue();
  }

  @Test
  void masker_thatThrows_costsTheTextAndIsLoggedOncePerMinuteWithoutIt() {
    tracehub =
        client(
            masking(
                (field, text) -> {
                  if (text.contains("error")) {
                    throw new StackOverflowError(text);
                  }
                  throw new IllegalStateException("cannot mask " + text);
                }));
    tracehub.span(MAIL).start().input(MAIL).end();
    tracehub.span("error").start().end();
    flush();
    clock.advance(Duration.ofSeconds(61));
    tracehub.span("another").start().end();
    flush();

    assertThat(collector.spans())
        .hasSize(3)
        .allMatch(span -> span.getName().equals("[masked:error]"));
    assertThat(collector.spans().get(0).getInput().getText()).isEqualTo("[masked:error]");
    ClientStats stats = tracehub.stats();
    assertThat(stats.privacy().maskerFailures()).isEqualTo(4);
    assertThat(stats.delivered()).isEqualTo(3);
    assertThat(stats.balanced()).isTrue();
    assertThat(log.lines()).hasSize(2).noneMatch(line -> line.contains(MAIL));
    assertThat(log.lines().get(0))
        .startsWith("Tracehub masker failed on name with java.lang.IllegalStateException at ");
    assertThat(log.events()).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  @SuppressWarnings("NullAway") // what an application must not do, and will
  void masker_thatAnswersNull_costsTheText() {
    tracehub = client(masking((field, text) -> null));
    tracehub.span("a").start().end();

    assertThat(received().getName()).isEqualTo("[masked:error]");
  }

  @Test
  void payload_whoseSecretLiesAcrossTheCut_isMaskedBeforeItIsCut() {
    tracehub = client(masking(PatternMasker.standard()));
    try (LiveSpan span = tracehub.span("a").start()) {
      span.input("x".repeat(90) + " " + MAIL).output("가".repeat(3_000));
    }

    Span span = received();
    assertThat(span.getInput().getText()).isEqualTo("x".repeat(90) + " [masked:e");
    assertThat(span.getInput().getTruncated()).isTrue();
    assertThat(span.getInput().getSizeBytes()).isEqualTo(91 + MAIL.length());
    assertThat(span.getOutput().getText()).isEqualTo("가".repeat(100));
    assertThat(span.getOutput().getTruncated()).isTrue();
    assertThat(span.getOutput().getSizeBytes()).isEqualTo(9_000);
  }

  @Test
  void payload_cutWithoutAMasker_saysItsSize() {
    try (LiveSpan span = tracehub.span("a").start()) {
      span.input("é😀".repeat(100)).output(new byte[150], "image/png");
    }

    Payload input = received().getInput();
    assertThat(input.getText()).hasSize(100);
    assertThat(input.getTruncated()).isTrue();
    assertThat(input.getSizeBytes()).isEqualTo(600);
    assertThat(received().getOutput().getSizeBytes()).isEqualTo(150);
  }

  @Test
  void payload_thatFits_saysNothing() {
    tracehub.span("a").start().input("x".repeat(100)).end();

    assertThat(received().getInput())
        .isEqualTo(Payload.newBuilder().setText("x".repeat(100)).build());
  }

  @Test
  void hashUserIds_sendsHashes() {
    tracehub = client(PrivacySettings.builder().hashUserIds(SALT).build());
    try (LiveSpan outer = tracehub.span("outer").start()) {
      outer.user("kim");
      tracehub.span("inner").start().end();
    }
    flush();

    assertThat(collector.span("outer").getUserId()).matches("[0-9a-f]{32}");
    assertThat(collector.span("inner").getUserId()).isEqualTo(collector.span("outer").getUserId());
  }

  @Test
  void allowAttributes_holdsTheOthersBackAndCounts() {
    tracehub =
        client(PrivacySettings.builder().allowAttributes(List.of("order.id", "http.*")).build());
    try (LiveSpan span = tracehub.span("a").start()) {
      span.attribute("order.id", 1).attribute("order.idea", 1).attribute("http.method", "GET");
      span.attribute("customer", "kim").event("e", Map.of("http.status", 200, "body", "x"));
      span.error(new IllegalStateException());
    }

    Span span = received();
    assertThat(span.getAttributesMap()).containsOnlyKeys("order.id", "http.method");
    assertThat(span.getDropped().getAttributes()).isEqualTo(2);
    assertThat(span.getEvents(0).getAttributesMap()).containsOnlyKeys("http.status");
    assertThat(span.getEvents(0).getDroppedAttributes()).isEqualTo(1);
    assertThat(span.getEvents(1).getAttributesMap()).containsKey("exception.stacktrace");
    assertThat(tracehub.stats().privacy().droppedAttributes()).isEqualTo(3);
  }

  @Test
  void sampling_ofNothing_countsEachSpanAndSendsNone() {
    tracehub = client(sampling(Sampling.ratio(0)));
    try (LiveSpan outer = tracehub.span("outer").start()) {
      outer.input("x").attribute("k", "v").user("u");
      assertThat(outer.isRecording()).isFalse();
      assertThat(outer.traceparent()).endsWith("-00");
      try (LiveSpan inner = tracehub.span("inner").start()) {
        assertThat(inner.traceId()).isEqualTo(outer.traceId());
        assertThat(inner.traceparent()).endsWith("-00");
      }
      outer.end();
    }
    tracehub.evaluation("tone").score(1).record();
    flush();

    ClientStats stats = tracehub.stats();
    assertThat(collector.spans()).isEmpty();
    assertThat(collector.evaluations()).hasSize(1);
    assertThat(collector.lost()).isZero();
    assertThat(stats.sampledOut()).isEqualTo(2);
    assertThat(stats.recorded()).isEqualTo(3);
    assertThat(stats.droppedTotal()).isZero();
    assertThat(stats.balanced()).isTrue();
  }

  @Test
  void sampling_twoServices_decideTheSame() {
    Tracehub other = client(sampling(Sampling.ratio(0.5).ignoringCallers()));
    tracehub = client(sampling(Sampling.ratio(0.5)));
    for (int i = 0; i < 500; i++) {
      LiveSpan caller = tracehub.span("caller").start();
      LiveSpan callee = other.span("callee").traceparent(caller.traceparent()).start();
      assertThat(callee.isRecording()).isEqualTo(caller.isRecording());
      assertThat(callee.traceparent()).endsWith(caller.isRecording() ? "-01" : "-00");
      callee.end();
      caller.end();
    }
    flush();
    other.close();

    assertThat(tracehub.stats().sampledOut())
        .isBetween(1L, 499L)
        .isEqualTo(other.stats().sampledOut());
    assertThat(tracehub.stats().balanced()).isTrue();
    assertThat(collector.spans()).hasSize((int) (1_000 - 2 * tracehub.stats().sampledOut()));
  }

  @Test
  void sampling_fromACaller_followsItsFlag() {
    tracehub = client(sampling(Sampling.ratio(0)));
    String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";
    tracehub.span("sampled").traceparent(header + "1").start().end();
    tracehub.span("not").traceparent(header + "0").start().end();
    flush();

    assertThat(collector.spans()).extracting(Span::getName).containsExactly("sampled");
    assertThat(tracehub.stats().sampledOut()).isEqualTo(1);
  }

  private Tracehub client(PrivacySettings privacy) {
    return Tracehub.builder()
        .channel(server.channel())
        .clock(clock)
        .maxPayloadLength(100)
        .privacy(privacy)
        .build();
  }

  private static PrivacySettings masking(Masker masker) {
    return PrivacySettings.builder().masker(masker).build();
  }

  private static PrivacySettings sampling(Sampling sampling) {
    return PrivacySettings.builder().sampling(sampling).build();
  }

  private static AttributeValue attribute(Span span, String key) {
    return span.getAttributesOrThrow(key);
  }

  private void flush() {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
  }

  private Span received() {
    flush();
    return collector.spans().get(0);
  }
}
