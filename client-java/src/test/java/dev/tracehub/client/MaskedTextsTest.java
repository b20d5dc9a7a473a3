/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.privacy.PatternMasker;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Masking where a text is short, a key, or longer than what is sent of it. */
class MaskedTextsTest {

  private static final String MAIL = "kim@example.com";
  private static final String MASKED = "[masked:email]";

  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final Tracehub tracehub =
      Tracehub.builder()
          .channel(server.channel())
          .privacy(PrivacySettings.builder().masker(PatternMasker.standard()).build())
          .build();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
  }

  @Test
  void sessionAndKeys_areMasked() {
    try (LiveSpan span = tracehub.span("a").start()) {
      span.session("of " + MAIL);
      span.attribute("to " + MAIL, 1).attribute("deep", Map.of(MAIL, 1));
      span.parameter(MAIL, 2).event("e", Map.of(MAIL, 3));
    }
    tracehub.metric("m", 1).label(MAIL, "x").label("user", MAIL).record();
    tracehub.evaluation("tone").label("rude to " + MAIL).record();
    tracehub.job("j").attribute(MAIL, 4).record();
    tracehub.recordSpan(
        Span.newBuilder()
            .setName("foreign")
            .setSessionId(MAIL)
            .putAttributes(MAIL, AttributeValue.newBuilder().setIntValue(5).build())
            .build());
    flush();

    Span span = collector.span("a");
    assertThat(span.getSessionId()).isEqualTo("of " + MASKED);
    assertThat(span.getAttributesOrThrow("to " + MASKED).getIntValue()).isEqualTo(1);
    assertThat(span.getAttributesOrThrow("deep").getMapValue().getEntriesMap())
        .containsOnlyKeys(MASKED);
    assertThat(span.getModelParametersMap()).containsOnlyKeys(MASKED);
    assertThat(span.getEvents(0).getAttributesMap()).containsOnlyKeys(MASKED);
    assertThat(collector.metrics().get(0).getLabelsMap())
        .isEqualTo(Map.of(MASKED, "x", "user", MASKED));
    assertThat(collector.evaluations().get(0).getLabel()).isEqualTo("rude to " + MASKED);
    assertThat(collector.jobs().get(0).getAttributesMap()).containsOnlyKeys(MASKED);
    Span foreign = collector.span("foreign");
    assertThat(foreign.getSessionId()).isEqualTo(MASKED);
    assertThat(foreign.getAttributesMap()).containsOnlyKeys(MASKED);
  }

  /** Half a secret is not recognised. */
  @Test
  void secretAcrossACut_isMaskedBeforeTheCut() {
    String half = "kim@exam";
    try (LiveSpan span = tracehub.span(upTo(TextLimits.NAME, half)).start()) {
      span.tag(upTo(TextLimits.NAME, half)).session(upTo(TextLimits.NAME, half));
      span.attribute("text", upTo(TextLimits.ATTRIBUTE, half));
      span.attribute("list", List.of(upTo(TextLimits.ATTRIBUTE, half)));
      span.attribute(upTo(TextLimits.KEY, half), true);
      span.event(upTo(TextLimits.NAME, half), Map.of("text", upTo(TextLimits.ATTRIBUTE, half)));
      span.error(new IllegalStateException(upTo(TextLimits.MESSAGE, half)));
    }
    try (LiveSpan span = tracehub.span("declared").start()) {
      span.error("429", upTo(TextLimits.MESSAGE, half));
    }
    IllegalStateException deep = new IllegalStateException("x");
    deep.setStackTrace(new StackTraceElement[0]);
    String rendered = deep.toString() + System.lineSeparator();
    String cause = "Caused by: java.lang.RuntimeException: ";
    RuntimeException inner =
        new RuntimeException(
            upTo(TextLimits.STACK_TRACE - rendered.length() - cause.length(), half));
    deep.initCause(inner);
    tracehub.span("deep").start().error(deep).end();
    tracehub.job("j").message(upTo(TextLimits.MESSAGE, half)).record();
    tracehub.evaluation("tone").explanation(upTo(TextLimits.MESSAGE, half)).record();
    tracehub.metric("m", 1).label("l", upTo(TextLimits.NAME, half)).record();
    flush();

    assertThat(collector.spans()).hasSize(3);
    assertThat(collector.spans().toString()).doesNotContain("kim@");
    assertThat(collector.jobs().toString()).doesNotContain("kim@");
    assertThat(collector.evaluations().toString()).doesNotContain("kim@");
    assertThat(collector.metrics().toString()).doesNotContain("kim@");
  }

  /** A text whose first so many characters end in half an address. */
  private static String upTo(int length, String half) {
    return "x ".repeat(length / 2).substring(half.length()) + MAIL + " and more".repeat(300);
  }

  private void flush() {
    assertThat(tracehub.flush(Duration.ofSeconds(30)).allDelivered()).isTrue();
  }
}
