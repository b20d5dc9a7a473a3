/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.WriteResult.Rejected;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SpanWriter} promises: idempotence, duplicates and conflicts. */
public abstract class SpanWriterContract extends ContractTest {

  @Test
  void write_emptyBlock_nothing() {
    assertThat(store.write(List.of())).isEqualTo(new WriteResult(0, 0, List.of()));
  }

  @Test
  void write_completed_readersSeeAll() {
    for (int i = 1; i <= 20; i++) {
      store.store(TestSpans.span(i, 1), TestSpans.span(i, 2));
      assertThat(store.trace(i).spans()).hasSize(2);
      assertThat(store.span(i, 2).span()).isEqualTo(TestSpans.span(i, 2).build());
      assertThat(count()).isEqualTo(2L * i);
    }
  }

  @Test
  void write_sameToken_changesNothing() {
    Block block = new Block("the same", everySort());
    assertThat(store.write(block)).isEqualTo(new WriteResult(7, 0, List.of()));
    WriteResult again = store.write(block);
    assertThat(again).isEqualTo(new WriteResult(0, 7, List.of()));
    assertThat(count()).isEqualTo(1);
    assertThat(store.trace(1).spans()).hasSize(1);
    assertThat(store.trace(1).events()).hasSize(1);
    assertThat(store.trace(1).evaluations()).hasSize(1);
    assertThat(store.trace(1).openSpans()).hasSize(1);
  }

  @Test
  void write_sameTokenWithRejected_allDuplicates() {
    store.store(TestSpans.span(1, 1));
    Block block =
        new Block(
            "the same",
            List.of(
                TestSpans.finished(TestSpans.span(1, 1).setName("other")),
                TestSpans.finished(TestSpans.span(1, 2))));
    assertThat(store.write(block).rejected()).hasSize(1);
    assertThat(store.write(block)).isEqualTo(new WriteResult(0, 2, List.of()));
  }

  @Test
  void write_sameTokenAtOnce_heldOnce() {
    Block block =
        new Block("the same", IntStream.rangeClosed(1, 50).mapToObj(this::finished).toList());
    Parallel.run(4, worker -> store.write(block));
    assertThat(count()).isEqualTo(50);
    assertThat(store.trace(1).spans()).hasSize(50);
  }

  @Test
  void write_sameSpan_duplicate() {
    store.store(TestSpans.span(1, 1));
    assertThat(store.write(finished(1), finished(2))).isEqualTo(new WriteResult(1, 1, List.of()));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void write_sameSpanInOneBlock_duplicate() {
    assertThat(store.write(finished(1), finished(2), finished(1)))
        .isEqualTo(new WriteResult(2, 1, List.of()));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void write_sameContentWithOtherFacts_duplicateAndFirstStays() {
    Span.Builder first = TestSpans.call(1, 1);
    Span.Builder second =
        first
            .clone()
            .setCost(TestSpans.cost("0.5"))
            .setCollector(CollectorFacts.newBuilder().setReceivedTimeUnixNano(TestSpans.NOON));
    store.store(first);
    assertThat(store.write(TestSpans.finished(second))).isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(store.span(1, 1).span()).isEqualTo(first.build());
  }

  @Test
  void write_otherContent_conflictAndFirstStays() {
    store.store(TestSpans.span(1, 1));
    WriteResult result =
        store.write(
            finished(2), TestSpans.finished(TestSpans.span(1, 1).setName("other")), finished(3));
    assertThat(result.stored()).isEqualTo(2);
    assertThat(result.rejected()).hasSize(1);
    assertThat(result.rejected().get(0).index()).isEqualTo(1);
    assertThat(result.rejected().get(0).conflict()).isTrue();
    assertThat(result.rejected().get(0).reason()).isNotBlank();
    assertThat(store.span(1, 1).span()).isEqualTo(TestSpans.span(1, 1).build());
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void write_otherContentInOneBlock_conflictAndFirstStays() {
    WriteResult result =
        store.write(finished(1), TestSpans.finished(TestSpans.span(1, 1).addTags("other")));
    assertThat(result.stored()).isEqualTo(1);
    assertThat(result.rejected()).extracting(Rejected::index).containsExactly(1);
    assertThat(store.span(1, 1).span().getTagsList()).isEmpty();
  }

  @Test
  void write_sameSpanIdInAnotherTraceOrProject_both() {
    store.store(TestSpans.span(1, 1));
    Span other = TestSpans.span(1, 1).setName("other").build();
    assertThat(
            store.write(
                TestSpans.finished(TestSpans.span(2, 1)),
                new StoredRecord.Finished(TestSpans.OTHER_PROJECT, other)))
        .isEqualTo(new WriteResult(2, 0, List.of()));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void write_wrongIds_costOnlyThemselves() {
    WriteResult result =
        store.write(
            TestSpans.finished(TestSpans.span(1, 1).setTraceId("no trace id")),
            finished(2),
            TestSpans.finished(TestSpans.span(1, 3).setSpanId("0000000000000000")),
            TestSpans.started(TestSpans.span(1, 4).setSpanId("")),
            finished(5));
    assertThat(result.stored()).isEqualTo(2);
    assertThat(result.rejected()).extracting(Rejected::index).containsExactly(0, 2, 3);
    assertThat(result.rejected()).extracting(Rejected::conflict).containsOnly(false);
    assertThat(result.rejected()).extracting(Rejected::reason).doesNotContain("");
    assertThat(count()).isEqualTo(2);
    assertThat(store.trace(1).spans()).hasSize(2);
  }

  @Test
  void write_manyWriters_everySpanHeldOnce() {
    int workers = 8;
    int blocks = 10;
    int spans = 25;
    Parallel.run(
        workers,
        worker -> {
          for (int block = 0; block < blocks; block++) {
            long first = (long) (worker * blocks + block) * spans + 1;
            List<StoredRecord> records = new ArrayList<>();
            for (long span = first; span < first + spans; span++) {
              records.add(TestSpans.finished(TestSpans.span(span % 7, span)));
            }
            store.write(records);
          }
        });
    assertThat(count()).isEqualTo((long) workers * blocks * spans);
    long held = 0;
    for (int trace = 0; trace < 7; trace++) {
      held += store.trace(trace).spans().size();
    }
    assertThat(held).isEqualTo((long) workers * blocks * spans);
  }

  @Test
  void write_bigBlock_all() {
    int spans = 20_000;
    List<StoredRecord> records = new ArrayList<>();
    for (int i = 1; i <= spans; i++) {
      records.add(TestSpans.finished(TestSpans.call(i / 100, i)));
    }
    assertThat(store.write(records)).isEqualTo(new WriteResult(spans, 0, List.of()));
    assertThat(count()).isEqualTo(spans);
    assertThat(store.trace(100).spans()).hasSize(100);
  }

  private List<StoredRecord> everySort() {
    return List.of(
        finished(1),
        TestSpans.started(TestSpans.span(1, 2)),
        TestSpans.event(TestSpans.event(1, 1, "e", 1)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "v", 1)),
        new StoredRecord.Metric(
            TestSpans.PROJECT,
            MetricPoint.newBuilder().setName("m").setTimeUnixNano(TestSpans.NOON).build()),
        new StoredRecord.Job(
            TestSpans.PROJECT,
            JobUpdate.newBuilder().setJobId("j").setTimeUnixNano(TestSpans.NOON).build()),
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
  }

  private StoredRecord finished(int span) {
    return TestSpans.finished(TestSpans.span(1, span));
  }

  private long count() {
    var rows = store.aggregate(Question.of(Measure.MEASURE_COUNT)).rows();
    assertThat(rows).hasSize(1);
    assertThat(store.spans(StoreDriver.matching(Filter.ALL)).items()).isNotEmpty();
    return rows.get(0).getValues(0).getIntValue();
  }
}
