/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.EffectivePrice;
import dev.tracehub.v1.LongContextPrice;
import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.PriceSource;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices of projects over time, in the documents of a real store. */
class ProjectPricingTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long NOON = Instant.parse("2026-11-28T12:00:00Z").getEpochSecond() * SECOND;

  private final Storage storage = newStorage();
  private final RecordStore records = storage.records();
  private long now = NOON;

  private static Storage newStorage() {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("memory"))
        .findFirst()
        .orElseThrow()
        .create(new StorageSettings(Map.of(), Optional.empty()));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private PriceBooks books(Path... overlay) throws IOException {
    return new PriceBooks(
        records, Optional.of("journal"), Optional.ofNullable(first(overlay)), now);
  }

  private static Path first(Path... overlay) {
    return overlay.length == 0 ? null : overlay[0];
  }

  private PriceDesk desk() throws IOException {
    return new PriceDesk(books(), records, this::instant);
  }

  private Instant instant() {
    return Instant.ofEpochSecond(now / SECOND, now % SECOND);
  }

  private ProjectPricing pricing(Path... overlay) throws IOException {
    return new ProjectPricing(books(overlay), records, this::instant);
  }

  private static PriceRow.Builder row(String input, String output) {
    return PriceRow.newBuilder()
        .setModel("gpt-4o")
        .setProvider("openai")
        .setInput(input)
        .setOutput(output);
  }

  private static Span call(String provider, String model) {
    return Span.newBuilder()
        .setProvider(provider)
        .setRequestModel(model)
        .setStartTimeUnixNano(NOON)
        .setUsage(Usage.newBuilder().setInputTokens(1_000_000).setOutputTokens(1_000_000))
        .build();
  }

  private static String cost(ProjectPricing pricing, long received) {
    return cost(pricing, call("openai", "gpt-4o"), received).getTotalUsd();
  }

  private static Cost cost(ProjectPricing pricing, Span call, long received) {
    pricing.prepare("p", received);
    return pricing.price("p", call, received);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  void price_afterAChange_holdsForWhatIsReceivedFromItsEffectiveTime() throws IOException {
    ProjectPricing running = pricing();
    assertThat(cost(running, NOON)).isEqualTo("12.5");
    PriceDesk.Written written = join(desk().put("p", row("1", "2").build()));
    long effective = written.effectiveTime().getSeconds() * SECOND;
    assertThat(effective).isEqualTo(NOON + 30 * SECOND);
    now = effective + 60 * SECOND;
    // The one that ran all along and one that begins with a replay agree about every call.
    for (ProjectPricing each : new ProjectPricing[] {running, pricing()}) {
      assertThat(cost(each, effective - 1)).isEqualTo("12.5");
      assertThat(cost(each, effective)).isEqualTo("3");
    }
    assertThat(cost(pricing(), call("openai", "gpt-4o"), effective).getProjectPriceVersion())
        .isEqualTo(1);
  }

  @Test
  void price_ofAnotherProject_isTheBooks() throws IOException {
    join(desk().put("other", row("1", "2").build()));
    now += 60 * SECOND;
    assertThat(cost(pricing(), now)).isEqualTo("12.5");
  }

  @Test
  void price_afterManyChanges_replaysEachAsItWas() throws IOException {
    ProjectPricing running = pricing();
    StringBuilder live = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      join(desk().put("p", row(String.valueOf(i), "0").build()));
      now += 7 * SECOND;
      live.append(cost(running, now)).append(' ');
    }
    ProjectPricing replay = pricing();
    StringBuilder again = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      again.append(cost(replay, NOON + i * 7 * SECOND)).append(' ');
    }
    assertThat(again.toString()).isEqualTo(live.toString());
    assertThat(live.toString()).startsWith("12.5 12.5 12.5 12.5 1 2 3 ");
  }

  @Test
  void price_afterARestartWithAnotherBook_oldCallsKeepTheirs(@TempDir Path folder)
      throws IOException {
    assertThat(cost(pricing(), NOON)).isEqualTo("12.5");
    now += 100 * SECOND;
    Path overlay =
        Files.writeString(
            folder.resolve("prices.yaml"),
            """
            version: 7
            sources: {us: {name: contract}}
            prices:
              - {model: gpt-4o, provider: openai, input: 1, output: 1, source: [us]}
            """);
    ProjectPricing restarted = pricing(overlay);
    assertThat(cost(restarted, now - 1)).isEqualTo("12.5");
    assertThat(cost(restarted, now)).isEqualTo("2");
    now += 100 * SECOND;
    ProjectPricing again = pricing(overlay);
    assertThat(cost(again, NOON)).isEqualTo("12.5");
    assertThat(cost(again, now)).isEqualTo("2");
  }

  @Test
  void alias_ofAnUnpricedModel_leadsToThePrice() throws IOException {
    Span call = call("acme", "Acme-Chat-2");
    assertThat(cost(pricing(), call, NOON).getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
    join(
        desk()
            .set(
                "p",
                ModelAlias.newBuilder()
                    .setModel("acme-chat-2")
                    .setPricedModel("gpt-4o")
                    .setPricedProvider("openai")
                    .build()));
    now += 60 * SECOND;
    Cost cost = cost(pricing(), call, now);
    assertThat(cost.getTotalUsd()).isEqualTo("12.5");
    assertThat(cost.getPriceId()).isEqualTo("openai/gpt-4o");
    EffectivePrice shown = join(desk().price("p", "acme", "ACME-chat-2", Optional.empty()));
    assertThat(shown.getAlias().getModel()).isEqualTo("acme-chat-2");
    join(desk().deleteAlias("p", "Acme-chat-2", ""));
    now += 60 * SECOND;
    assertThat(cost(pricing(), call, now).getState()).isEqualTo(CostState.COST_STATE_UNPRICED);
  }

  @Test
  void price_ofAProjectsRowWithDates_theBookHoldsOtherwise() throws IOException {
    join(desk().put("p", row("1", "1").setFrom("2026-12-01").setUntil("2027-01-01").build()));
    EffectivePrice november = join(desk().price("p", "openai", "gpt-4o", Optional.empty()));
    assertThat(november.getSource()).isEqualTo(PriceSource.PRICE_SOURCE_BOOK);
    now = Instant.parse("2026-12-24T00:00:00Z").getEpochSecond() * SECOND;
    EffectivePrice december = join(desk().price("p", "openai", "gpt-4o", Optional.empty()));
    assertThat(december.getSource()).isEqualTo(PriceSource.PRICE_SOURCE_PROJECT);
    assertThat(december.getPrice().getFrom()).isEqualTo("2026-12-01");
    assertThat(join(desk().prices("p", Optional.empty())))
        .filteredOn(price -> price.getPriceId().equals("openai/gpt-4o"))
        .containsExactly(december);
  }

  @Test
  void price_moreExactRowOfTheBook_comesFirst() throws IOException {
    join(desk().put("p", row("1", "1").build()));
    EffectivePrice snapshot =
        join(desk().price("p", "openai", "gpt-4o-2024-05-13", Optional.empty()));
    assertThat(snapshot.getPriceId()).isEqualTo("openai/gpt-4o-2024-05-13");
    EffectivePrice dated = join(desk().price("p", "openai", "gpt-4o-2024-08-06", Optional.empty()));
    assertThat(dated.getSource()).isEqualTo(PriceSource.PRICE_SOURCE_PROJECT);
  }

  @Test
  void put_sameKey_replacesAndOverlapIsRefused() throws IOException {
    join(desk().put("p", row("1", "1").build()));
    assertThat(join(desk().put("p", row("2", "2").build())).version()).isEqualTo(2);
    assertThatThrownBy(() -> join(desk().put("p", row("3", "3").setFrom("2026-12-01").build())))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("two prices at one time");
  }

  @Test
  void put_wrongRow_namesTheField() throws IOException {
    PriceDesk desk = desk();
    assertThatThrownBy(() -> desk.put("p", row("free", "1").build()))
        .hasMessageContaining("price.input: \"free\" (expected: a decimal");
    assertThatThrownBy(
            () ->
                desk.put(
                    "p",
                    row("1", "1").setAbove(LongContextPrice.newBuilder().setInput("2")).build()))
        .hasMessageContaining("price.above.tokens: \"0\" (expected: a number from 1");
    assertThatThrownBy(() -> desk.put("p", row("1", "1").setFrom("tomorrow").build()))
        .hasMessageContaining("price.from: \"tomorrow\" (expected: a day such as 2026-01-31)");
    assertThatThrownBy(() -> desk.put("p", row("1", "1").clearProvider().build()))
        .hasMessageContaining("price.provider");
  }

  @Test
  void delete_whatIsNotThere_isNotFound() throws IOException {
    PriceDesk desk = desk();
    assertThatThrownBy(() -> join(desk.delete("p", "openai", "gpt-4o", "")))
        .hasMessageContaining("the project has no such price");
    join(desk.put("p", row("1", "1").build()));
    join(desk.delete("p", "openai", "gpt-4o", ""));
    assertThat(join(desk.price("p", "openai", "gpt-4o", Optional.empty())).getSource())
        .isEqualTo(PriceSource.PRICE_SOURCE_BOOK);
  }

  @Test
  void prices_everyRowOfTheBook_isReadBackFromItsMessage() throws IOException {
    for (EffectivePrice price : join(desk().prices("p", Optional.empty()))) {
      assertThat(PriceRows.of(PriceRows.read(price.getPrice()))).isEqualTo(price.getPrice());
    }
  }
}
