/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailHubTest {

  private static final TailLimits SMALL = new TailLimits(2, 10, 100_000, 4, 1 << 20);

  /** Work that the hub has handed to its executor. */
  private final Queue<Runnable> work = new ArrayDeque<>();

  private final FakeReader reader = new FakeReader();

  @Test
  void subscribe_answersAtOnce() {
    TailHub hub = hub(SMALL);

    hub.subscribe("acme", Filter.ALL, reader);
    run();

    assertThat(reader.answers).hasSize(1);
    assertThat(reader.answers.get(0).getSpansList()).isEmpty();
  }

  @Test
  void publish_reachesReadersOfTheProjectWhoseFilterMatches() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", new FilterParser().parse("name == 'b'"), reader);
    FakeReader other = new FakeReader();
    hub.subscribe("other", Filter.ALL, other);

    hub.publish("acme", List.of(span("a"), span("b")));
    run();

    assertThat(reader.names()).containsExactly("b");
    assertThat(other.names()).isEmpty();
  }

  @Test
  void publish_ofABlock_takesFinishedSpansOfEachProject() {
    TailHub hub = hub(SMALL);
    FakeReader other = new FakeReader();
    hub.subscribe("acme", Filter.ALL, reader);
    hub.subscribe("other", Filter.ALL, other);

    hub.publish(
        new Block(
            "token",
            List.of(
                new StoredRecord.Finished("acme", span("a")),
                new StoredRecord.Started("acme", span("started")),
                new StoredRecord.Finished("other", span("b")),
                new StoredRecord.Finished("nobody", span("c")))));
    run();

    assertThat(reader.names()).containsExactly("a");
    assertThat(other.names()).containsExactly("b");
  }

  @Test
  void publish_doesNoWorkOfItsOwn() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);
    run();

    hub.publish("acme", List.of(span("a")));

    assertThat(reader.answers).hasSize(1);
    assertThat(work).hasSize(1);
  }

  @Test
  void publish_sendsHeads() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);

    Payload whole = Payload.newBuilder().setText("x".repeat(1000)).build();
    hub.publish("acme", List.of(span("a").toBuilder().setOutput(whole).build()));
    run();

    assertThat(reader.spans().get(0).getOutput().getText()).hasSize(200);
  }

  @Test
  void publish_toASlowReader_countsExactlyWhatMatchesAndIsMissed() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", new FilterParser().parse("name.startsWith('b')"), reader);
    run();
    reader.ready = false;
    for (int i = 0; i < 20; i++) {
      hub.publish("acme", List.of(span("a" + i), span("b" + i)));
      run();
    }

    reader.becomeReady();
    run();

    assertThat(reader.names()).startsWith("b0", "b1", "b2", "b3");
    assertThat(reader.missed()).isPositive();
    assertThat(reader.missed() + reader.spans().size()).isEqualTo(20);
  }

  @Test
  void publish_whileTheInboxIsFull_countsAllAsMissed() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);
    for (int i = 0; i < 7; i++) {
      hub.publish("acme", List.of(span("a" + i), span("b" + i)));
    }

    run();

    assertThat(reader.spans()).hasSize(10);
    assertThat(reader.missed()).isEqualTo(4);
  }

  @Test
  void publish_ofABlockLargerThanAllLimits_reachesAReaderWhoKeepsUp() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);

    hub.publish("acme", IntStream.range(0, 1000).mapToObj(i -> span("s" + i)).toList());
    run();

    assertThat(reader.spans()).hasSize(1000);
    assertThat(reader.missed()).isZero();
  }

  @Test
  void publish_ofManyBytes_isBounded() {
    TailHub hub = hub(new TailLimits(2, 1_000_000, 5_000, 1_000_000, 1 << 20));
    hub.subscribe("acme", Filter.ALL, reader);
    Span large = span("x".repeat(2_000));

    for (int i = 0; i < 5; i++) {
      hub.publish("acme", List.of(large));
    }
    run();

    assertThat(reader.spans()).hasSize(2);
    assertThat(reader.missed()).isEqualTo(3);
  }

  @Test
  void publish_splitsLargeAnswers() {
    TailHub hub = hub(new TailLimits(2, 1_000, 1 << 20, 1_000, 500));
    hub.subscribe("acme", Filter.ALL, reader);

    hub.publish("acme", IntStream.range(0, 20).mapToObj(i -> span("x".repeat(100))).toList());
    run();

    assertThat(reader.spans()).hasSize(20);
    assertThat(reader.answers).hasSizeGreaterThan(4);
  }

  @Test
  void cancel_removesTheReader() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);
    run();

    reader.cancel();
    hub.publish("acme", List.of(span("a")));
    run();

    assertThat(hub.readers()).isZero();
    assertThat(reader.answers).hasSize(1);
  }

  @Test
  void publish_toAReaderThatFails_removesIt() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);
    run();

    reader.broken = true;
    hub.publish("acme", List.of(span("a")));
    run();

    assertThat(hub.readers()).isZero();
    assertThat(Status.fromThrowable(reader.error).getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void publish_ofManySpans_sharesTheThread() {
    TailHub hub = hub(new TailLimits(2, 100_000, 1 << 20, 100_000, 1 << 20));
    hub.subscribe("acme", Filter.ALL, reader);
    run();

    hub.publish("acme", IntStream.range(0, 10_000).mapToObj(i -> span("s" + i)).toList());
    work.remove().run();

    assertThat(reader.spans()).hasSizeLessThan(2_000);
    assertThat(work).hasSize(1);
    run();
    assertThat(reader.spans()).hasSize(10_000);
  }

  @Test
  void subscribe_ofTooManyReaders_isRefused() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);
    hub.subscribe("acme", Filter.ALL, new FakeReader());

    assertThatThrownBy(() -> hub.subscribe("other", Filter.ALL, new FakeReader()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal ->
                assertThat(refusal.getStatus().getCode())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    reader.cancel();
    hub.subscribe("other", Filter.ALL, new FakeReader());
    assertThat(hub.readers()).isEqualTo(2);
  }

  @Test
  void close_endsAllTails() {
    TailHub hub = hub(SMALL);
    hub.subscribe("acme", Filter.ALL, reader);

    hub.close();
    run();

    assertThat(hub.readers()).isZero();
    assertThat(Status.fromThrowable(reader.error).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void subscribe_afterClose_isEnded() {
    TailHub hub = hub(SMALL);
    hub.close();

    hub.subscribe("acme", Filter.ALL, reader);
    run();

    assertThat(Status.fromThrowable(reader.error).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private TailHub hub(TailLimits limits) {
    return new TailHub(work::add, limits);
  }

  private void run() {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }

  private static Span span(String name) {
    return Span.newBuilder().setName(name).build();
  }
}
