/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.privacy.PatternMasker;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spans are written field by field; what arrives is what protobuf's own builder makes of them. */
class SpanBytesTest {

  private static final int SPANS = 400;

  /** What is held back. */
  enum Held {
    NOTHING(PrivacySettings.none()),
    SECRETS(PrivacySettings.builder().masker(PatternMasker.standard()).build()),
    ATTRIBUTES(PrivacySettings.builder().allowAttributes(List.of("a*", "key 3")).build()),
    EVERYTHING(
        PrivacySettings.builder()
            .masker(PatternMasker.standard())
            .allowAttributes(List.of("a*", "key*"))
            .hashUserIds("0123456789abcdef".getBytes(StandardCharsets.UTF_8))
            .build());

    private final PrivacySettings settings;

    Held(PrivacySettings settings) {
      this.settings = settings;
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_anySpan_isWhatABuilderMakes(Held held) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Privacy privacy = new Privacy(held.settings, 500_000, System::nanoTime);
    FakeCollector collector = new FakeCollector();
    Map<String, Span> expected = new HashMap<>();
    try (InProcess server = new InProcess(collector);
        Tracehub tracehub =
            Tracehub.builder().channel(server.channel()).privacy(held.settings).build()) {
      for (int i = 0; i < SPANS; i++) {
        RandomSpan span = new RandomSpan(random, tracehub, privacy);
        expected.put(span.id(), span.end());
      }
      assertThat(tracehub.flush(Duration.ofSeconds(30)).allDelivered()).isTrue();
    }

    assertThat(collector.spans()).hasSize(SPANS);
    for (Span span : collector.spans()) {
      Span.Builder made = expected.get(span.getSpanId()).toBuilder();
      made.setStartTimeUnixNano(span.getStartTimeUnixNano());
      made.setEndTimeUnixNano(span.getEndTimeUnixNano());
      for (int i = 0; i < made.getEventsCount(); i++) {
        made.getEventsBuilder(i).setTimeUnixNano(span.getEvents(i).getTimeUnixNano());
      }
      assertThat(span).as("seed %d", seed).isEqualTo(made.build());
    }
  }
}
