/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes blocks of records from a seed. Ids, times and texts come from small sets, so that records
 * meet: duplicates, conflicts, equal times, open spans that finish, roles that change.
 */
final class RandomSpans {

  static final List<String> PROJECTS = List.of(TestSpans.PROJECT, TestSpans.OTHER_PROJECT);

  static final List<String> WORDS = List.of("", "a", "b", "B", "\uAC10", "\uFFFD", "\uD83D\uDE00");

  static final List<AttributeValue> VALUES =
      List.of(
          AttributeValue.newBuilder().setStringValue("a").build(),
          AttributeValue.newBuilder().setStringValue("").build(),
          AttributeValue.newBuilder().setBoolValue(true).build(),
          AttributeValue.newBuilder().setIntValue(2).build(),
          AttributeValue.newBuilder().setIntValue(-7).build(),
          AttributeValue.newBuilder().setDoubleValue(2).build(),
          AttributeValue.newBuilder().setDoubleValue(0.5).build());

  /** The traces that there are, from 0. */
  static final int TRACES = 12;

  /** The spans that each trace may have, from 1. */
  static final int SPANS = 12;

  private static final List<Integer> WEIGHTS = List.of(1, 2, 3, 20, 1_000);

  private static final List<String> COSTS = List.of("0", "0.1", "0.2", "0.000001", "12.5");

  private final Random random;

  RandomSpans(Random random) {
    this.random = random;
  }

  /** A block of up to 60 records. */
  Block block(String token) {
    List<StoredRecord> records = new ArrayList<>();
    int size = random.nextInt(60);
    for (int i = 0; i < size; i++) {
      records.add(record());
    }
    return new Block(token, records);
  }

  private StoredRecord record() {
    String project = pick(PROJECTS);
    int trace = random.nextInt(TRACES);
    int span = 1 + random.nextInt(SPANS);
    return switch (random.nextInt(11)) {
      case 0 ->
          new StoredRecord.Event(
              project, TestSpans.event(trace, span, pick(WORDS) + "e", span).build());
      case 1 ->
          new StoredRecord.Judgement(
              project,
              TestSpans.evaluation(trace, span, pick(WORDS) + "v", span)
                  .setScore(random.nextInt(9) / 4.0)
                  .setName(pick(List.of("quality", "style")))
                  .build());
      case 2 ->
          new StoredRecord.RoleChange(
              project,
              TestSpans.traceId(trace),
              TestSpans.spanId(span),
              random.nextBoolean() ? UsageRole.USAGE_ROLE_COUNTED : UsageRole.USAGE_ROLE_REPEATED);
      case 10 ->
          new StoredRecord.CostChange(
              project, TestSpans.traceId(trace), TestSpans.spanId(span), changedCost());
      case 3, 4 -> new StoredRecord.Started(project, started(trace, span));
      default -> new StoredRecord.Finished(project, span(trace, span).build());
    };
  }

  /** Of any state, none included. */
  private Cost changedCost() {
    Cost.Builder cost =
        switch (random.nextInt(5)) {
          case 0 -> TestSpans.unpriced().setPriceVersion(2);
          case 1 -> Cost.newBuilder();
          case 2 -> TestSpans.cost(pick(COSTS)).setState(CostState.COST_STATE_REPORTED);
          default -> TestSpans.cost(pick(COSTS)).setRerateId("rerate-1").setInputUsd("0.05");
        };
    return cost.build();
  }

  /** The same ids give the same content nearly always; the rest are conflicts. */
  private Span.Builder span(int trace, int span) {
    int variant = random.nextInt(30) == 0 ? 1 : 0;
    RandomSpans content = new RandomSpans(new Random(trace * 1_000L + span * 10L + variant));
    return content.fill(trace, span);
  }

  /** What a started span stands for is its own matter. */
  private Span started(int trace, int span) {
    Span.Builder started = TestSpans.startOf(span(trace, span).build()).toBuilder();
    return weighted(started).build();
  }

  /** A third of the spans stands for others. */
  private Span.Builder weighted(Span.Builder span) {
    return random.nextInt(3) == 0
        ? TestSpans.weighted(span, pick(WEIGHTS), random.nextInt(4))
        : span;
  }

  private Span.Builder fill(int trace, int number) {
    long start = TestSpans.NOON + random.nextInt(40) * TestSpans.SECOND;
    Span.Builder span =
        TestSpans.at(trace, number, start)
            .setType(pick(List.of(SpanType.values()).subList(0, 13)))
            .setEndTimeUnixNano(start + (long) Math.exp(random.nextInt(28)) - 5)
            .setName(pick(WORDS) + "name")
            .setService(pick(WORDS))
            .setUserId(pick(WORDS))
            .setSessionId(pick(WORDS))
            .setRequestModel(pick(WORDS))
            .setResponseModel(pick(WORDS))
            .setOperation(pick(WORDS))
            .setJobId(pick(WORDS))
            .setInput(Payload.newBuilder().setText(pick(WORDS).repeat(random.nextInt(300))))
            .setTimeToFirstTokenNano(random.nextInt(3) * 700_000L)
            .setStreaming(random.nextBoolean());
    span.getStatusBuilder().setCode(StatusCode.forNumber(random.nextInt(3)));
    if (random.nextBoolean()) {
      span.setParentSpanId(TestSpans.spanId(1 + random.nextInt(SPANS + 2)).toString());
    }
    for (int tag = random.nextInt(4); tag > 0; tag--) {
      span.addTags(pick(WORDS));
    }
    for (String key : List.of("team", "k")) {
      if (random.nextBoolean()) {
        span.putAttributes(key, pick(VALUES));
      }
    }
    return weighted(random.nextBoolean() ? withUsage(span) : span);
  }

  private Span.Builder withUsage(Span.Builder span) {
    span.setUsage(TestSpans.tokens(random.nextInt(1_000), random.nextInt(1_000)))
        .setCollector(TestSpans.role(UsageRole.forNumber(1 + random.nextInt(2))));
    if (random.nextInt(4) == 0) {
      return span.setCost(TestSpans.unpriced());
    }
    span.setCost(TestSpans.cost(pick(COSTS)));
    if (random.nextBoolean()) {
      span.getCostBuilder().setState(CostState.COST_STATE_REPORTED);
    }
    return span;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
