/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SpanSearch#sessions} promises beside pages. */
public abstract class SessionContract extends ContractTest {

  @Test
  void sessions_spansOfSeveralTraces_addedUp() {
    store.store(
        TestSpans.call(1, 1).setSessionId("s").setUserId("\uFFFD"),
        TestSpans.call(1, 2)
            .setSessionId("s")
            .setCollector(TestSpans.role(UsageRole.USAGE_ROLE_REPEATED)),
        TestSpans.call(2, 3).setSessionId("s").setUserId("\uD83D\uDE00"),
        TestSpans.span(3, 4)
            .setSessionId("s")
            .setUserId("\uFFFD")
            .setStatus(TestSpans.error("timeout")));
    assertThat(search(Filter.ALL, TimeRange.ALL))
        .containsExactly(
            Session.newBuilder()
                .setSessionId("s")
                .addUserIds("\uFFFD")
                .addUserIds("\uD83D\uDE00")
                .setStartTimeUnixNano(TestSpans.NOON + TestSpans.SECOND)
                .setLastTimeUnixNano(TestSpans.NOON + 4 * TestSpans.SECOND)
                .setTraceCount(3)
                .setSpanCount(4)
                .setLlmCallCount(2)
                .setErrorCount(1)
                .setTokens(TokenTotals.newBuilder().setInput(200).setOutput(40).setTotal(240))
                .setCostUsd("0.0054")
                .build());
  }

  @Test
  void sessions_withoutSession_none() {
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2).setSessionId("s"));
    List<Session> sessions = search(Filter.ALL, TimeRange.ALL);
    assertThat(sessions).extracting(Session::getSessionId).containsExactly("s");
    assertThat(sessions.get(0).getSpanCount()).isEqualTo(1);
    assertThat(sessions.get(0).getCostUsd()).isEmpty();
  }

  @Test
  void sessions_order_latestMatchingSpanThenId() {
    store.store(
        TestSpans.span(1, 1).setSessionId("b"),
        TestSpans.span(1, 9).setSessionId("b"),
        TestSpans.span(2, 2).setSessionId("a"),
        TestSpans.span(3, 5).setSessionId("\uD83D\uDE00"),
        TestSpans.at(4, 6, TestSpans.NOON + 5 * TestSpans.SECOND).setSessionId("\uFFFD"));
    assertThat(search(Filter.ALL, TimeRange.ALL))
        .extracting(Session::getSessionId)
        .containsExactly("a", "\uFFFD", "\uD83D\uDE00", "b");
  }

  @Test
  void sessions_filterAndRange_totalsOverTheMatching() {
    store.store(
        TestSpans.call(1, 1).setSessionId("s"),
        TestSpans.span(1, 2).setSessionId("s").setService("a"),
        TestSpans.span(2, 3).setSessionId("t"),
        TestSpans.call(1, 8).setSessionId("s"));
    Filter service =
        new Filter.Compare(
            new Filter.Field.Known(SpanField.SERVICE),
            Filter.Operator.EQ,
            new Filter.Value.Text("a"));
    List<Session> filtered = search(service, TimeRange.ALL);
    assertThat(filtered).extracting(Session::getSessionId).containsExactly("s");
    assertThat(filtered.get(0).getSpanCount()).isEqualTo(1);
    assertThat(filtered.get(0).getTokens()).isEqualTo(TokenTotals.getDefaultInstance());
    TimeRange early = new TimeRange(TestSpans.NOON, TestSpans.NOON + 4 * TestSpans.SECOND);
    List<Session> ranged = search(Filter.ALL, early);
    assertThat(ranged).extracting(Session::getSessionId).containsExactly("s", "t");
    assertThat(ranged.get(0).getSpanCount()).isEqualTo(2);
    assertThat(ranged.get(0).getCostUsd()).isEqualTo("0.0027");
  }

  @Test
  void sessions_openSpans_notPartOfThem() {
    store.start(TestSpans.span(1, 1).setSessionId("open"));
    store.store(TestSpans.span(1, 2).setSessionId("s"));
    assertThat(search(Filter.ALL, TimeRange.ALL))
        .extracting(Session::getSessionId)
        .containsExactly("s");
  }

  private List<Session> search(Filter filter, TimeRange range) {
    return store.sessions(StoreDriver.matching(filter, range)).items();
  }
}
