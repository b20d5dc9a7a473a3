/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SpanSearch#users} promises beside pages. */
public abstract class UserContract extends ContractTest {

  @Test
  void users_spansOfSeveralSessions_addedUp() {
    store.store(
        TestSpans.call(1, 1).setUserId("u").setSessionId("a"),
        TestSpans.call(1, 2)
            .setUserId("u")
            .setSessionId("a")
            .setCollector(TestSpans.role(UsageRole.USAGE_ROLE_REPEATED)),
        TestSpans.call(2, 3).setUserId("u").setSessionId("b"),
        TestSpans.span(3, 4).setUserId("u").setStatus(TestSpans.error("timeout")));
    assertThat(search(Filter.ALL, TimeRange.ALL))
        .containsExactly(
            User.newBuilder()
                .setUserId("u")
                .setStartTimeUnixNano(TestSpans.NOON + TestSpans.SECOND)
                .setLastTimeUnixNano(TestSpans.NOON + 4 * TestSpans.SECOND)
                .setSessionCount(2)
                .setTraceCount(3)
                .setSpanCount(4)
                .setLlmCallCount(2)
                .setErrorCount(1)
                .setTokens(TokenTotals.newBuilder().setInput(200).setOutput(40).setTotal(240))
                .setCostUsd("0.0054")
                .build());
  }

  @Test
  void users_spansWithoutUser_inNobodysTotals() {
    store.start(TestSpans.span(1, 9).setUserId("open"));
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2).setUserId("u"));
    List<User> users = search(Filter.ALL, TimeRange.ALL);
    assertThat(users).extracting(User::getUserId).containsExactly("u");
    assertThat(users.get(0).getSpanCount()).isEqualTo(1);
    assertThat(users.get(0).getSessionCount()).isZero();
    assertThat(users.get(0).getCostUsd()).isEmpty();
  }

  @Test
  void users_order_latestMatchingSpanThenId() {
    store.store(
        TestSpans.span(1, 1).setUserId("b"),
        TestSpans.span(1, 9).setUserId("b"),
        TestSpans.span(2, 2).setUserId("a"),
        TestSpans.span(3, 5).setUserId("\uD83D\uDE00"),
        TestSpans.at(4, 6, TestSpans.NOON + 5 * TestSpans.SECOND).setUserId("\uFFFD"));
    assertThat(search(Filter.ALL, TimeRange.ALL))
        .extracting(User::getUserId)
        .containsExactly("a", "\uFFFD", "\uD83D\uDE00", "b");
  }

  @Test
  void users_filterAndRange_totalsOverTheMatching() {
    store.store(
        TestSpans.call(1, 1).setUserId("u"),
        TestSpans.span(1, 2).setUserId("u").setSessionId("a"),
        TestSpans.span(2, 3).setUserId("v").setSessionId("b"),
        TestSpans.call(1, 8).setUserId("u"));
    Filter session =
        new Filter.Compare(
            new Filter.Field.Known(SpanField.SESSION_ID),
            Filter.Operator.EQ,
            new Filter.Value.Text("a"));
    List<User> filtered = search(session, TimeRange.ALL);
    assertThat(filtered).extracting(User::getUserId).containsExactly("u");
    assertThat(filtered.get(0).getSpanCount()).isEqualTo(1);
    assertThat(filtered.get(0).getTokens()).isEqualTo(TokenTotals.getDefaultInstance());
    TimeRange early = new TimeRange(TestSpans.NOON, TestSpans.NOON + 4 * TestSpans.SECOND);
    List<User> ranged = search(Filter.ALL, early);
    assertThat(ranged).extracting(User::getUserId).containsExactly("u", "v");
    assertThat(ranged.get(0).getSpanCount()).isEqualTo(2);
    assertThat(ranged.get(0).getCostUsd()).isEqualTo("0.0027");
  }

  private List<User> search(Filter filter, TimeRange range) {
    return store.users(StoreDriver.matching(filter, range)).items();
  }
}
