/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {

  private static final PriceBook BOOK = PriceBook.builtIn();

  private static Span.Builder call(String provider, String model, String start) {
    Instant time = Instant.parse(start);
    return Span.newBuilder()
        .setProvider(provider)
        .setRequestModel(model)
        .setStartTimeUnixNano(time.getEpochSecond() * 1_000_000_000L + time.getNano());
  }

  private static Span.Builder call(String model) {
    return call("openai", model, "2026-11-21T02:00:00Z")
        .setUsage(Usage.newBuilder().setInputTokens(1000).setOutputTokens(100));
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvFileSource(resources = "worked-cases.txt", delimiter = '|', nullValues = "-")
  void price_ofWorkedCases(
      String provider,
      String model,
      String start,
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      String total,
      String priceId) {
    Usage.Builder usage = Usage.newBuilder().setInputTokens(input).setOutputTokens(output);
    if (cacheRead > 0) {
      usage.setCacheReadTokens(cacheRead);
    }
    if (cacheWrite > 0) {
      usage.setCacheWriteTokens(cacheWrite).setCacheWrite1HTokens(cacheWrite1h);
    }

    Cost cost = BOOK.price(call(provider == null ? "" : provider, model, start).setUsage(usage));

    if (total.equals("UNPRICED")) {
      assertThat(cost.getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
      assertThat(cost.getTotalUsd()).isEmpty();
      assertThat(cost.getPriceId()).isEmpty();
    } else {
      assertThat(cost.getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
      assertThat(cost.getTotalUsd()).isEqualTo(total);
      assertThat(cost.getPriceId()).isEqualTo(priceId);
    }
    assertThat(cost.getPriceVersion()).isEqualTo(BOOK.version());
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvFileSource(resources = "worked-tiers.txt", delimiter = '|')
  void price_ofWorkedTiers(
      String provider,
      String model,
      String tier,
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      String total) {
    Usage.Builder usage =
        Usage.newBuilder()
            .setInputTokens(input)
            .setOutputTokens(output)
            .setCacheReadTokens(cacheRead)
            .setCacheWriteTokens(cacheWrite)
            .setCacheWrite1HTokens(cacheWrite1h);
    AttributeValue named = AttributeValue.newBuilder().setStringValue(tier).build();

    Cost cost =
        BOOK.price(
            call(provider, model, "2026-11-28T12:00:00Z")
                .setUsage(usage)
                .putModelParameters("service_tier", named));

    assertThat(cost.getTotalUsd().isEmpty() ? "UNPRICED" : cost.getTotalUsd()).isEqualTo(total);
  }

  @Test
  void price_tellsItsParts() {
    Cost cost =
        BOOK.price(
            call("anthropic", "claude-sonnet-5", "2026-11-21T02:00:00Z")
                .setUsage(
                    Usage.newBuilder()
                        .setInputTokens(1000)
                        .setOutputTokens(100)
                        .setReasoningTokens(60)
                        .setCacheReadTokens(500)
                        .setCacheWriteTokens(200)));

    assertThat(cost.getInputUsd()).isEqualTo("0.0006");
    assertThat(cost.getOutputUsd()).isEqualTo("0.001");
    assertThat(cost.getCacheReadUsd()).isEqualTo("0.0001");
    assertThat(cost.getCacheWriteUsd()).isEqualTo("0.0005");
    assertThat(cost.getTotalUsd()).isEqualTo("0.0022");
  }

  @Test
  void price_goesByTheModelThatAnswered() {
    Cost known = BOOK.price(call("gpt-4o").setResponseModel("gpt-4o-mini"));
    Cost unknown = BOOK.price(call("gpt-4o").setResponseModel("gpt-4o-next"));

    assertThat(known.getPriceId()).isEqualTo("openai/gpt-4o-mini");
    assertThat(unknown.getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5,flex,0.001125",
    "gpt-5,priority,0.0045",
    "gpt-5,default,0.00225",
    "gpt-5,auto,0.00225",
    "gpt-5,scale,UNPRICED",
    "gpt-4o,flex,UNPRICED",
    "claude-opus-5,fast,0.015",
    "claude-opus-5,standard,0.0075",
  })
  void price_dependsOnTheServiceTier(String model, String tier, String total) {
    Span.Builder span =
        call(model)
            .putModelParameters(
                "service_tier", AttributeValue.newBuilder().setStringValue(tier).build());

    Cost cost = BOOK.price(span);

    assertThat(cost.getTotalUsd().isEmpty() ? "UNPRICED" : cost.getTotalUsd()).isEqualTo(total);
  }

  @Test
  void price_withoutUsageIsNone() {
    assertThat(BOOK.price(call("gpt-4o").clearUsage())).isEqualTo(Cost.getDefaultInstance());
    assertThat(BOOK.price(call("gpt-4o").setUsage(Usage.newBuilder().putRaw("x", 1))))
        .isEqualTo(Cost.getDefaultInstance());
  }

  @Test
  void price_withoutModelIsUnknown() {
    assertThat(BOOK.price(call("")).getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
  }

  @Test
  void price_ofNoTokensIsZeroOnlyForKnownModels() {
    Usage none = Usage.newBuilder().setInputTokens(0).setOutputTokens(0).build();

    assertThat(BOOK.price(call("gpt-4o").setUsage(none)).getTotalUsd()).isEqualTo("0");
    assertThat(BOOK.price(call("unknown").setUsage(none)).getState())
        .isEqualTo(CostState.COST_STATE_UNPRICED);
  }

  @Test
  void price_ofATotalAloneIsKnownOnlyForEmbeddings() {
    Usage total = Usage.newBuilder().setTotalTokens(1000).build();

    assertThat(BOOK.price(call("text-embedding-3-small").setUsage(total)).getTotalUsd())
        .isEqualTo("0.00002");
    assertThat(BOOK.price(call("gpt-4o").setUsage(total)).getState())
        .isEqualTo(CostState.COST_STATE_UNPRICED);
  }

  @Test
  void price_ofAudioWithoutAPriceIsUnknown() {
    Usage audio = Usage.newBuilder().setInputTokens(10).setAudioInputTokens(5).build();

    assertThat(BOOK.price(call("gpt-4o").setUsage(audio)).getState())
        .isEqualTo(CostState.COST_STATE_UNPRICED);
    assertThat(
            BOOK.price(call("gpt-4o").setUsage(audio.toBuilder().setAudioInputTokens(0)))
                .getState())
        .isEqualTo(CostState.COST_STATE_COMPUTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0100,COST_STATE_REPORTED,0.01",
    "1e-7,COST_STATE_REPORTED,0.0000001",
    "0,COST_STATE_REPORTED,0",
    "-1,COST_STATE_COMPUTED,0.0035",
    "free,COST_STATE_COMPUTED,0.0035",
    "1e999999999,COST_STATE_COMPUTED,0.0035",
  })
  void price_thatTheSenderReportsIsKeptIfItIsOne(String reported, CostState state, String total) {
    Cost cost = BOOK.price(call("gpt-4o").setCost(Cost.newBuilder().setTotalUsd(reported)));

    assertThat(cost.getState()).isEqualTo(state);
    assertThat(cost.getTotalUsd()).isEqualTo(total);
  }

  @Test
  void price_surveyOfManyInventedModelsKeepsMemoryBounded() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(BOOK.price(call("invented-" + i)).getState())
          .isEqualTo(CostState.COST_STATE_UNPRICED);
    }
    assertThat(BOOK.price(call("gpt-4.1-nano")).getState())
        .isEqualTo(CostState.COST_STATE_COMPUTED);
  }

  @Test
  void load_laysAUsersFileOverTheBuiltIn(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("prices.yaml"),
            """
            version: 7
            sources: {us: {name: contract}}
            prices:
              - {model: gpt-4o, provider: openai, input: 1, output: 2, source: [us]}
              - {model: gpt-4o-mini, provider: azure.ai.openai, input: 3, output: 4, source: [us]}
              - {model: house-model, provider: house, input: 0, output: 0, source: [us],
                 audio_input: 5, aliases: [House-Alias]}
            """);

    PriceBook book =
        PriceBook.of(
            List.of(PriceBook.builtInFile(), ByteString.copyFrom(Files.readAllBytes(file))));

    assertThat(book.version()).isEqualTo(7);
    assertThat(book.price(call("gpt-4o")).getTotalUsd()).isEqualTo("0.0012");
    assertThat(book.price(call("gpt-4o-mini")).getTotalUsd()).isEqualTo("0.00021");
    assertThat(book.price(call("gpt-4o-mini").setProvider("azure.ai.openai")).getTotalUsd())
        .isEqualTo("0.0034");
    assertThat(book.price(call("gpt-4o-mini").setProvider("elsewhere")).getState())
        .isEqualTo(CostState.COST_STATE_UNPRICED);
    assertThat(book.price(call("house-alias").setProvider("")).getTotalUsd()).isEqualTo("0");
    assertThat(
            book.price(
                    call("house-model")
                        .setUsage(Usage.newBuilder().setInputTokens(9).setAudioInputTokens(4)))
                .getTotalUsd())
        .isEqualTo("0.00002");
    assertThat(book.price(call("gpt-4.1")).getPriceId()).isEqualTo("openai/gpt-4.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          input: x                       | input: "x" (expected: a decimal
          input: -1                      | input: "-1" (expected: a decimal
          input: 1, output: 1e99         | output: "1e99"
          output: 1                      | input: ""
          input: 1, colour: red          | colour: unknown field
          input: 1, until: yesterday     | until: "yesterday" (expected: a day
          input: 1, from: 2026-02-01, until: 2026-02-01 | until: "2026-02-01" (expected: after from)
          input: 1, bound: perhaps       | bound: "perhaps" (expected: true or false)
          input: 1, above: {input: 2}    | tokens: ""
          input: 1, above: {tokens: 0, input: 2} | tokens: "0"
          input: 1, above: [1]           | (expected: a map)
          input: 1, peak: {hours: [8-7], factor: 2} | hours: "8-7"
          input: 1, peak: {hours: [1-2]} | factor: ""
          input: 1, aliases: x           | aliases: "x" (expected: a list)
          input: 1, source: [nobody]     | source: "nobody"
          input: 1, service_tiers: {flex: half} | flex: "half"
          """)
  void files_nameTheFieldAtFault(String fields, String message) {
    String source = fields.contains("source") ? "" : ", source: [us]";
    String text =
        """
        version: 1
        sources: {us: {name: contract}}
        prices:
          - {model: m, provider: p, %s%s}
        """
            .formatted(fields, source);

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own.yaml: prices[0]")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prices: []                           | version: ""
          version: 0                           | version: "0"
          version: many                        | version: "many"
          [1]                                  | (expected: a map)
          {                                    | own.yaml
          {version: 1, price: []}              | price: unknown field
          """)
  void files_mustHaveTheirForm(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void files_refuseTwoPricesAtOneTime() {
    String text =
        """
        version: 1
        sources: {us: {name: contract}}
        prices:
          - {model: m, provider: p, input: 1, source: [us], until: 2026-06-02}
          - {model: n, provider: p, input: 1, source: [us], from: 2026-06-01, aliases: [m]}
        """;

    assertThatThrownBy(() -> read(text)).hasMessageContaining("m of p: two prices at one time");
  }

  private static PriceFile read(String text) {
    return PriceFile.read(
        "own.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
