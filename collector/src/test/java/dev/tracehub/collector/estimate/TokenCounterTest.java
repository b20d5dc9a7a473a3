/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import static com.knuddels.jtokkit.api.EncodingType.CL100K_BASE;
import static com.knuddels.jtokkit.api.EncodingType.O200K_BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {

  private final TokenCounter counter = new TokenCounter();

  /** As OpenAI's cookbook prints them in "How to count tokens with tiktoken". */
  @ParameterizedTest
  @CsvSource({
    "CL100K_BASE, antidisestablishmentarianism, 6",
    "O200K_BASE, antidisestablishmentarianism, 6",
    "CL100K_BASE, 2 + 2 = 4, 7",
    "O200K_BASE, 2 + 2 = 4, 7",
    "CL100K_BASE, お誕生日おめでとう, 9",
    "O200K_BASE, お誕生日おめでとう, 8"
  })
  void count_knownTexts_isThatOfTiktoken(EncodingType type, String text, int tokens) {
    assertThat(counter.count(type, List.of(text))).isEqualTo(tokens);
  }

  @Test
  void count_specialToken_isText() {
    assertThat(counter.count(CL100K_BASE, List.of("<|endoftext|>"))).isEqualTo(7);
  }

  @Test
  void count_moreThanTheBound_goesOnAtTheSameRate() {
    String bound = "word ".repeat(TokenCounter.MAX_CHARACTERS / 5 + 1);
    String first = bound.substring(0, TokenCounter.MAX_CHARACTERS);
    long tokens = counter.count(O200K_BASE, List.of(first));
    assertThat(counter.count(O200K_BASE, List.of(first, first))).isEqualTo(2 * tokens);
    assertThat(counter.count(O200K_BASE, List.of(first + first + first))).isEqualTo(3 * tokens);
    // What lies beyond is not split: of letters alone it would have other tokens.
    assertThat(counter.count(O200K_BASE, List.of(first, "z".repeat(first.length()))))
        .isEqualTo(2 * tokens);
  }

  @Test
  void count_characterOfTwoHalvesAtTheBound_isNotCut() {
    String text = "a".repeat(TokenCounter.MAX_CHARACTERS - 1) + "\uD83D\uDE00";
    String head = "a".repeat(TokenCounter.MAX_CHARACTERS - 1);
    long tokens = counter.count(O200K_BASE, List.of(head));
    assertThat(counter.count(O200K_BASE, List.of(text)))
        .isEqualTo(Math.round((double) tokens * text.length() / head.length()));
  }

  @Test
  void count_anyText_isTheSameAgain() {
    long seed = System.nanoTime();
    System.out.printf("texts with seed %d%n", seed);
    Random random = new Random(seed);
    TokenCounter other = new TokenCounter();
    for (int i = 0; i < 50; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(2_000);
      int range = random.nextBoolean() ? 0x80 : 0x110000;
      for (int c = 0; c < length; c++) {
        text.appendCodePoint(random.nextInt(range));
      }
      List<String> texts = List.of(text.toString());
      long tokens = counter.count(O200K_BASE, texts);
      assertThat(tokens).isBetween(0L, 4L * text.length());
      assertThat(other.count(O200K_BASE, texts)).isEqualTo(tokens);
    }
  }
}
