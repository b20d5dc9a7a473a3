/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.TraceBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingRulesTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final String KEY = Secrets.ALL.get(0).text();

  private final FamilyCounts counts = new FamilyCounts();

  @Test
  void personalData_isOffByDefault_andOnWhenNamed() throws Exception {
    String text = "kim@example.com 010-1234-5678 " + KEY;

    assertThat(masked(policy(p -> {}), text))
        .isEqualTo("kim@example.com 010-1234-5678 [SECRET:openai]");
    assertThat(masked(policy(p -> p.putFamilies("email", true)), text))
        .isEqualTo("[PERSONAL:email] 010-1234-5678 [SECRET:openai]");
    assertThat(masked(policy(p -> p.putFamilies("phone", true).putFamilies("openai", false)), text))
        .isEqualTo("kim@example.com [PERSONAL:phone] " + KEY);
    assertThat(counts.toMap()).containsEntry("email", 1L).containsEntry("phone", 1L);
  }

  @Test
  void numbersOfJson_keepTheJson() throws Exception {
    assertThat(masked(policy(p -> p.putFamilies("card", true)), "{\"card\": 4111111111111111}"))
        .isEqualTo("{\"card\": \"[PERSONAL:card]\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMP-\\d{6}|id EMP-123456.|id [MASKED:own].",
        "[A-Z]{3}-\\d{4}|ABC-1234 XYZ-0001|[MASKED:own] [MASKED:own]",
        "고객번호 \\d+|이 고객번호 17은|이 [MASKED:own]은",
        "(?i)customer (\\w+)|Customer acme left|Customer [MASKED:own] left",
        "\\bfoo\\b|foo food foo|[MASKED:own] food [MASKED:own]",
        "한글|😀한글😀한글|😀[MASKED:own]😀[MASKED:own]",
      })
  void ownPattern(String pattern, String text, String expected) throws Exception {
    MaskingPolicy policy = own("own", pattern);

    assertThat(masked(policy, text)).isEqualTo(expected);
    assertThat(masked(policy, expected)).isEqualTo(expected);
  }

  @Test
  void ownPatternThatOverlapsASecret_leavesNothingOfEither() throws Exception {
    assertThat(masked(own("own", "key: sk-"), "my key: " + KEY + " here"))
        .isEqualTo("my [MASKED:own] here");
  }

  @Test
  void allowedValues_stay() throws Exception {
    MaskingPolicy policy =
        policy(
            p ->
                p.putFamilies("email", true)
                    .addAllowedValues("support@example.com")
                    .addAllowedPatterns(".*@example\\.org"));

    assertThat(masked(policy, "support@example.com kim@example.com kim@example.org"))
        .isEqualTo("support@example.com [PERSONAL:email] kim@example.org");
    assertThat(counts.toMap()).containsOnlyKeys("email").containsEntry("email", 1L);
  }

  /** Each match of such a pattern reads to the end of the text: quadratic time would be hours. */
  @ParameterizedTest
  @ValueSource(strings = {"a.*b|a", "(a+)+$|a", "a[^b]*b|aa", "x*y|a"})
  void patternThatReadsTooMuch_masksTheRest(String pattern) {
    String text = "a".repeat(2_000_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertThat(masked(own("own", pattern), text)).startsWith("[MASKED:own]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMP-\\d+|EMP-",
        "\\d+-EMP-[A-Z]+LONGEST|LONGEST",
        "abcd?|abc",
        "abcd+e|abcd",
        "abc{2}def|def",
        "(abc)?defg|defg",
        "[abc\\]def]ghi|ghi",
        "[[:alpha:]]ghi|ghi",
        "a\\.b\\-c|a.b-c",
        "\\x41bcd|bcd",
        "\\pLabcd|bcd",
        "고객|고객",
      })
  void literal_isInEveryMatch(String pattern, String literal) {
    assertThat(RequiredLiteral.of(pattern)).contains(literal);
  }

  @Test
  void literal_besideAlternatives() {
    assertThat(RequiredLiteral.of("(?:abc|def)ghi")).contains("ghi");
    assertThat(RequiredLiteral.of("(?P<name>abc|def)ghi[|]jklm")).contains("jklm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc|def",
        "(?i)abc",
        "\\Qabc\\E",
        "[abc]+",
        "(abc)*",
        "ab",
        ".*",
        "\\d{4}",
        "a*bc"
      })
  void literal_isNotThereInDoubt(String pattern) {
    assertThat(RequiredLiteral.of(pattern)).isEqualTo(Optional.empty());
  }

  @Test
  void invalidPolicies_nameTheField() {
    assertInvalid("families[\"emial\"]", "UNKNOWN_FAMILY", p -> p.putFamilies("emial", true));
    assertInvalid("patterns[0].pattern", "INVALID_PATTERN", p -> add(p, "own", "(a"));
    assertInvalid("patterns[0].pattern", "INVALID_PATTERN", p -> add(p, "own", "(a)\\1"));
    assertInvalid("patterns[0].pattern", "INVALID_PATTERN", p -> add(p, "own", "a(?=b)"));
    assertInvalid("patterns[0].pattern", "MATCHES_EMPTY", p -> add(p, "own", "a*"));
    assertInvalid("patterns[0].pattern", "REQUIRED", p -> add(p, "own", ""));
    assertInvalid("patterns[0].pattern", "TOO_LONG", p -> add(p, "own", "a".repeat(501)));
    assertInvalid(
        "patterns[0].pattern", "PATTERN_TOO_LARGE", p -> add(p, "own", "([a-z]{99}x){40}"));
    assertInvalid("patterns[0].name", "INVALID_NAME", p -> add(p, "", "abc"));
    assertInvalid("patterns[0].name", "INVALID_NAME", p -> add(p, "email", "abc"));
    assertInvalid("patterns[0].name", "INVALID_NAME", p -> add(p, "A]", "abc"));
    assertInvalid("patterns[1].name", "REPEATED_NAME", p -> add(add(p, "own", "abc"), "own", "x"));
    assertInvalid("allowed_patterns[0]", "INVALID_PATTERN", p -> p.addAllowedPatterns("["));
    assertInvalid("allowed_values[0]", "REQUIRED", p -> p.addAllowedValues(""));
    assertInvalid(
        "patterns",
        "TOO_MANY",
        p -> {
          for (int i = 0; i < 51; i++) {
            add(p, "own-" + i, "abc");
          }
        });
  }

  private static void assertInvalid(
      String field, String reason, Consumer<MaskingPolicy.Builder> policy) {
    InvalidPolicyException failure =
        catchThrowableOfType(InvalidPolicyException.class, () -> MaskingRules.of(policy(policy)));
    assertThat(failure.field()).isEqualTo(field);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.description()).contains("(expected: ");
  }

  private static MaskingPolicy.Builder add(
      MaskingPolicy.Builder policy, String name, String pattern) {
    return policy.addPatterns(MaskingPattern.newBuilder().setName(name).setPattern(pattern));
  }

  private static MaskingPolicy own(String name, String pattern) {
    return policy(p -> add(p, name, pattern));
  }

  private static MaskingPolicy policy(Consumer<MaskingPolicy.Builder> change) {
    MaskingPolicy.Builder policy = MaskingPolicy.newBuilder();
    change.accept(policy);
    return policy.build();
  }

  private String masked(MaskingPolicy policy, String text) throws Exception {
    byte[] batch =
        TraceBatch.newBuilder()
            .addSpans(span(1).setInput(Payload.newBuilder().setText(text)))
            .build()
            .toByteArray();
    byte[] masked =
        new RuleMasking(MaskingRules.of(policy), counts).mask(MODEL.traceBatch(), batch);
    return TraceBatch.parseFrom(masked).getSpans(0).getInput().getText();
  }
}
