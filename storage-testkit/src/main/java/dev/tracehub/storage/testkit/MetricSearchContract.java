/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SideRecordSearch#metricPoints} promises beside pages. */
public abstract class MetricSearchContract extends ContractTest {

  private static final String TEXT = "it's \\ \"a\" – 😀 \t{p0:String}%";

  @Test
  void point_everyField_asStored() {
    MetricPoint.Builder point =
        TestSpans.point(TEXT, 1)
            .setValue(0.1)
            .setUnit("{token}")
            .putLabels(TEXT, TEXT)
            .putLabels("", "of the empty key")
            .putLabels("empty", "")
            .setTraceId(TestSpans.traceId(1).toString())
            .setSpanId(TestSpans.spanId(1).toString())
            .setService(TEXT);
    store.write(TestSpans.metric(point));
    assertThat(find(TEXT, TEXT, point.getLabelsMap())).containsExactly(point.build());
  }

  @Test
  void values_unusual_asStored() {
    double[] values = {0, -0.0, Double.MIN_VALUE, -1e300, Double.POSITIVE_INFINITY, Double.NaN};
    for (int i = 0; i < values.length; i++) {
      store.write(TestSpans.metric(TestSpans.point("m", i).setValue(values[i])));
    }
    assertThat(find("", "", Map.of()))
        .extracting(point -> Double.doubleToLongBits(point.getValue()))
        .containsExactly(
            IntStream.range(0, values.length)
                .mapToObj(i -> Double.doubleToLongBits(values[i]))
                .toArray(Long[]::new));
  }

  @Test
  void points_order_timeThenName() {
    store.write(
        TestSpans.metric(TestSpans.point("a b", 2)),
        TestSpans.metric(TestSpans.point("\uD83D\uDE00", 2)),
        TestSpans.metric(TestSpans.point("\uFFFD", 2)),
        TestSpans.metric(TestSpans.point("a", 2)),
        TestSpans.metric(TestSpans.point("z", 1)));
    assertThat(names("", "", Map.of())).containsExactly("z", "a", "a b", "\uFFFD", "\uD83D\uDE00");
  }

  @Test
  void query_nameServiceAndLabels_allOfThem() {
    store.write(
        TestSpans.metric(
            TestSpans.point("a", 1).setService("s").putLabels("k", "1").putLabels("l", "2")),
        TestSpans.metric(TestSpans.point("b", 2).setService("s").putLabels("k", "")),
        TestSpans.metric(TestSpans.point("ab", 3).setService("t").putLabels("k", "1")),
        TestSpans.metric(TestSpans.point("c", 4)));
    assertThat(names("a", "", Map.of())).containsExactly("a");
    assertThat(names("", "s", Map.of())).containsExactly("a", "b");
    assertThat(names("", "", Map.of("k", "1"))).containsExactly("a", "ab");
    assertThat(names("", "", Map.of("k", ""))).containsExactly("b");
    assertThat(names("", "", Map.of("k", "1", "l", "2"))).containsExactly("a");
    assertThat(names("ab", "t", Map.of("k", "1"))).containsExactly("ab");
    assertThat(names("a", "t", Map.of())).isEmpty();
    assertThat(names("A", "", Map.of())).isEmpty();
    assertThat(names("", "", Map.of("x", ""))).isEmpty();
  }

  @Test
  void range_startInEndOut() {
    for (int second = 1; second <= 4; second++) {
      store.write(TestSpans.metric(TestSpans.point("m" + second, second)));
    }
    TimeRange range =
        new TimeRange(TestSpans.NOON + 2 * TestSpans.SECOND, TestSpans.NOON + 4 * TestSpans.SECOND);
    assertThat(
            store
                .metricPoints(
                    new MetricQuery(TestSpans.PROJECT, range, "", "", Map.of(), page(100)))
                .items())
        .extracting(MetricPoint::getName)
        .containsExactly("m2", "m3");
  }

  /** Far apart, so that a store that reads in pieces has to go on. */
  @Test
  void range_weeks_foundAtBothEnds() {
    long day = 86_400;
    store.write(
        TestSpans.metric(TestSpans.point("new", 0)),
        TestSpans.metric(TestSpans.point("old", -20 * day)));
    for (Order order : Order.values()) {
      List<MetricPoint> walked = walk(all(TestSpans.PROJECT, PageRequest.first(1, order)));
      assertThat(walked).extracting(MetricPoint::getName).containsExactlyInAnyOrder("new", "old");
      assertThat(walked.get(0).getName()).isEqualTo(order == Order.NEWEST_FIRST ? "new" : "old");
    }
  }

  /** They have no id: a page may end between two that nothing tells apart. */
  @Test
  void pointsAlike_eachOnceInPagesOfAnySize() {
    List<StoredRecord> points = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      points.add(TestSpans.metric(TestSpans.point("m", 5)));
      points.add(TestSpans.metric(TestSpans.point("m", 5).putLabels("i", String.valueOf(i % 3))));
      points.add(TestSpans.metric(TestSpans.point("m", i)));
    }
    store.write(points.subList(0, 20));
    store.write(points.subList(20, points.size()));
    List<MetricPoint> written =
        points.stream().map(record -> ((StoredRecord.Metric) record).point()).toList();
    for (Order order : Order.values()) {
      for (int size : new int[] {1, 2, 5, 41, 42, 43}) {
        List<MetricPoint> walked = walk(all(TestSpans.PROJECT, PageRequest.first(size, order)));
        assertThat(walked).as("%s %d", order, size).containsExactlyInAnyOrderElementsOf(written);
        assertThat(walked)
            .extracting(MetricPoint::getTimeUnixNano)
            .isSortedAccordingTo(
                order == Order.OLDEST_FIRST ? Long::compare : (a, b) -> Long.compare(b, a));
      }
    }
  }

  @Test
  void pointsAlike_backward_samePages() {
    store.write(
        IntStream.range(0, 9)
            .mapToObj(i -> TestSpans.metric(TestSpans.point(i < 7 ? "m" : "n" + i, 5)))
            .toList());
    PageRequest request = PageRequest.first(3, Order.NEWEST_FIRST);
    MetricQuery query = all(TestSpans.PROJECT, request);
    Page<MetricPoint> first = store.metricPoints(query);
    Page<MetricPoint> second =
        store.metricPoints(query.with(request.at(first.next().orElseThrow())));
    Page<MetricPoint> third =
        store.metricPoints(query.with(request.at(second.next().orElseThrow())));
    assertThat(third.next()).isEmpty();
    Page<MetricPoint> back =
        store.metricPoints(query.with(request.at(third.previous().orElseThrow())));
    assertThat(back).isEqualTo(second);
    assertThat(store.metricPoints(query.with(request.at(back.previous().orElseThrow()))))
        .isEqualTo(first);
  }

  @Test
  void namesTooLongToOrderBy_eachOnce() {
    String name = "\uD83D\uDE00".repeat(1000);
    List<String> names = IntStream.range(0, 7).mapToObj(i -> name + i).toList();
    store.write(names.stream().map(n -> TestSpans.metric(TestSpans.point(n, 1))).toList());
    assertThat(walk(all(TestSpans.PROJECT, page(2))))
        .extracting(MetricPoint::getName)
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(names(name + 3, "", Map.of())).containsExactly(name + 3);
  }

  @Test
  void nothingHeld_empty() {
    assertThat(find("", "", Map.of())).isEmpty();
  }

  @Test
  void project_ownOnly() {
    store.write(
        TestSpans.metric(TestSpans.point("own", 1)),
        new StoredRecord.Metric(TestSpans.OTHER_PROJECT, TestSpans.point("other", 1).build()));
    assertThat(names("", "", Map.of())).containsExactly("own");
    assertThat(store.metricPoints(all(TestSpans.OTHER_PROJECT, page(100))).items())
        .extracting(MetricPoint::getName)
        .containsExactly("other");
    assertThat(store.metricPoints(all("project", page(100))).items()).isEmpty();
  }

  private List<MetricPoint> walk(MetricQuery first) {
    List<MetricPoint> walked = new ArrayList<>();
    Page<MetricPoint> page = store.metricPoints(first);
    walked.addAll(page.items());
    while (page.next().isPresent() && walked.size() < 1000) {
      page = store.metricPoints(first.with(first.page().at(page.next().get())));
      assertThat(page.items()).isNotEmpty();
      walked.addAll(page.items());
    }
    return walked;
  }

  private List<MetricPoint> find(String name, String service, Map<String, String> labels) {
    return store
        .metricPoints(
            new MetricQuery(TestSpans.PROJECT, TimeRange.ALL, name, service, labels, page(100)))
        .items();
  }

  private List<String> names(String name, String service, Map<String, String> labels) {
    return find(name, service, labels).stream().map(MetricPoint::getName).toList();
  }

  private static MetricQuery all(String project, PageRequest page) {
    return new MetricQuery(project, TimeRange.ALL, "", "", Map.of(), page);
  }

  private static PageRequest page(int size) {
    return PageRequest.first(size, Order.OLDEST_FIRST);
  }
}
