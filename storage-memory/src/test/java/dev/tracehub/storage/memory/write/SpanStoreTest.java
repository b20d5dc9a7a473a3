/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.SECOND;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.event;
import static dev.tracehub.storage.testkit.TestSpans.finished;
import static dev.tracehub.storage.testkit.TestSpans.judgement;
import static dev.tracehub.storage.testkit.TestSpans.started;
import static dev.tracehub.storage.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.memory.schema.ProjectData;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keeping the bound. */
class SpanStoreTest {

  private static final long MAX_BYTES = 1 << 20;

  private final SpanStore store = new SpanStore(MAX_BYTES);
  private int blocks;

  @Test
  void write_beyondTheBound_evictsTheOldestWholeTraces() {
    for (int trace = 1; trace <= 300; trace++) {
      write(finished(large(trace, 1)), finished(large(trace, 2)), started(large(trace, 3)));
    }

    assertThat(store.stats().bytes()).isLessThanOrEqualTo(MAX_BYTES);
    assertThat(store.stats().bytes()).isGreaterThan(MAX_BYTES * 3 / 4);
    int firstHeld = 301 - heldTraces().size();
    assertThat(store.stats().evictedTraces()).isEqualTo(firstHeld - 1);
    for (int trace = 1; trace <= 300; trace++) {
      assertThat(data().spans().trace(traceId(trace).high(), traceId(trace).low()))
          .as("trace %d; the first held is %d", trace, firstHeld)
          .hasSize(trace < firstHeld ? 0 : 2);
      assertThat(data().started().trace(traceId(trace).high(), traceId(trace).low()))
          .hasSize(trace < firstHeld ? 0 : 1);
    }
  }

  @Test
  void write_lateActivity_savesATrace() {
    write(finished(large(1, 1)));
    write(finished(large(2, 1)));
    write(event(event(1, 1, "late", 100_000)));
    for (int trace = 3; trace <= 300; trace++) {
      write(finished(large(trace, 1)), finished(large(trace, 2)));
    }

    assertThat(heldTraces()).contains(traceId(1).low()).doesNotContain(traceId(2).low());
  }

  @Test
  void write_evictedTrace_takesItsNotesAlong() {
    write(finished(large(1, 1)), event(event(1, 1, "e", 1)), judgement(evaluation(1, 1, "j", 1)));
    for (int trace = 2; trace <= 300; trace++) {
      write(finished(large(trace, 1)), finished(large(trace, 2)));
    }

    assertThat(data().events().rows()).isZero();
    assertThat(data().evaluations().rows()).isZero();
  }

  @Test
  void write_evictedTraceAgain_isHeldAgain() {
    write(finished(large(1, 1)));
    for (int trace = 2; trace <= 300; trace++) {
      write(finished(large(trace, 1)), finished(large(trace, 2)));
    }

    WriteResult result = write(finished(at(1, 1, NOON + 400 * SECOND)));

    assertThat(result.stored()).isEqualTo(1);
    assertThat(heldTraces()).contains(traceId(1).low());
  }

  @Test
  void write_traceBeyondItsShare_rejectsTheRecordsThatDoNotFit() {
    List<StoredRecord> records = new ArrayList<>();
    IntStream.rangeClosed(1, 400).forEach(span -> records.add(finished(large(1, span))));

    WriteResult result = write(records.toArray(StoredRecord[]::new));

    assertThat(result.rejected()).isNotEmpty();
    assertThat(result.stored() + result.rejected().size()).isEqualTo(400);
    assertThat(result.rejected())
        .allSatisfy(
            rejected -> {
              assertThat(rejected.conflict()).isFalse();
              assertThat(rejected.reason())
                  .startsWith("trace_id: \"" + traceId(1) + "\" would take ")
                  .endsWith("(expected: <= " + MAX_BYTES / 2 + ", half of max_bytes)");
            });
    assertThat(data().spans().rows()).isEqualTo(result.stored());
    assertThat(store.stats().evictedTraces()).isZero();
  }

  @Test
  void write_oneRecordBeyondTheBound_isRejected() {
    WriteResult result =
        write(finished(at(1, 1, NOON).setInput(text("x".repeat((int) MAX_BYTES)))));

    assertThat(result.rejected()).hasSize(1);
    assertThat(data().spans().rows()).isZero();
  }

  @Test
  void write_measurementsAndJobs_areBoundedToo() {
    for (int i = 0; i < 200; i++) {
      List<StoredRecord> records = new ArrayList<>();
      for (int k = 0; k < 200; k++) {
        long time = NOON + i * SECOND + k;
        records.add(
            new StoredRecord.Metric(
                PROJECT,
                MetricPoint.newBuilder().setName("queue.depth").setTimeUnixNano(time).build()));
        records.add(
            new StoredRecord.Job(
                PROJECT,
                JobUpdate.newBuilder().setJobId("job-" + k).setTimeUnixNano(time).build()));
      }
      write(records.toArray(StoredRecord[]::new));
    }

    assertThat(store.stats().bytes()).isLessThanOrEqualTo(MAX_BYTES);
    assertThat(data().metrics().rows()).isBetween(1L, 39_999L);
    assertThat(data().jobs().rows()).isBetween(1L, 39_999L);
    assertThat(store.stats().evictedTraces()).isZero();
  }

  @Test
  void write_otherProjectsTraces_shareTheBound() {
    write(
        new StoredRecord.Finished("old-project", large(1, 1).build()),
        new StoredRecord.Finished("old-project", large(1, 2).build()));
    for (int trace = 2; trace <= 300; trace++) {
      write(finished(large(trace, 1)), finished(large(trace, 2)));
    }

    assertThat(store.project("old-project").spans().rows()).isZero();
    assertThat(data().spans().rows()).isPositive();
  }

  private WriteResult write(StoredRecord... records) {
    blocks++;
    return store.write(new Block("block-" + blocks, List.of(records)));
  }

  private ProjectData data() {
    return store.project(PROJECT);
  }

  private List<Long> heldTraces() {
    return data().spans().chunks().stream()
        .flatMap(
            chunk -> IntStream.range(0, chunk.rows()).mapToObj(row -> new RowRef<>(chunk, row)))
        .map(ref -> ref.chunk().number(2).get(ref.row()))
        .distinct()
        .toList();
  }

  private static Span.Builder large(int trace, int span) {
    return at(trace, span, NOON + trace * SECOND + span)
        .setOutput(text("word ".repeat(400) + trace));
  }

  private static Payload text(String text) {
    return Payload.newBuilder().setText(text).build();
  }
}
