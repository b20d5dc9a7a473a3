/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.TraceBatch;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Assertions;

/** Whatever pattern a project asks for: it is refused with a reason, or it masks and ends. */
class OwnPatternPropertyTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LONGEST = 50_000;
  private static final AtomicInteger ACCEPTED = new AtomicInteger();

  private static final List<String> PARTS =
      List.of(
          "a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "\\b", "^", "$", "(", ")", "(?:", "|", "*",
          "+", "?", "{2}", "{3,}", "*?", "(?i)", "(?s)", "한", "abc", "\\", "[", "]", "\\p{L}");

  private static final List<String> TEXTS =
      List.of("a", "b", "ab", "abc", "1", " ", "\n", "한글", "😀", "[MASKED:own]", "\"", "A");

  @Property
  void pattern_isRefusedOrMasksAndEnds(@ForAll long seed) {
    Random random = new Random(seed);
    MaskingPolicy policy =
        MaskingPolicy.newBuilder()
            .addPatterns(
                MaskingPattern.newBuilder()
                    .setName("own")
                    .setPattern(any(PARTS, random, 1 + random.nextInt(12))))
            .build();
    String part = any(TEXTS, random, 1 + random.nextInt(6));
    String text = part.repeat(random.nextInt(LONGEST / part.length())) + any(TEXTS, random, 5);
    MaskingRules rules;
    try {
      rules = MaskingRules.of(policy);
    } catch (InvalidPolicyException refused) {
      assertThat(refused.description()).contains("(expected: ");
      return;
    }
    ACCEPTED.incrementAndGet();

    String masked = Assertions.assertTimeoutPreemptively(LIMIT, () -> masked(rules, text));

    assertThat(masked.contains("[MASKED:own]") || masked.equals(text)).isTrue();
  }

  /** A property whose patterns are all refused would show nothing. */
  @AfterContainer
  static void enoughWereAccepted() {
    System.out.printf("%d patterns were accepted%n", ACCEPTED.get());
    assertThat(ACCEPTED).hasPositiveValue();
  }

  private static String masked(MaskingRules rules, String text) throws Exception {
    byte[] batch =
        TraceBatch.newBuilder()
            .addSpans(span(1).setInput(Payload.newBuilder().setText(text)))
            .build()
            .toByteArray();
    byte[] masked = new RuleMasking(rules, new FamilyCounts()).mask(MODEL.traceBatch(), batch);
    return TraceBatch.parseFrom(masked).getSpans(0).getInput().getText();
  }

  private static String any(List<String> parts, Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }
}
