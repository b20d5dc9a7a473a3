/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tracehub.client.status.ClientListener;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.client.transport.Transport;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The worker's thread, with transports that accept, hang and fail. */
class DeliveryTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final AtomicReference<Thread> worker = new AtomicReference<>();
  private ClientListener listener = ClientListener.NOOP;

  @Test
  void record_sendsByItself() {
    Delivery delivery = delivery(new AcceptingTransport());
    delivery.record(TestRecord.named("a"));

    await().atMost(LONG).until(() -> delivery.stats().delivered() == 1);
    delivery.close(LONG);
  }

  @Test
  void worker_startsWithTheFirstRecordAndEndsWithClose() {
    Delivery delivery = delivery(new AcceptingTransport());
    assertThat(worker.get()).isNull();
    delivery.record(TestRecord.named("a"));
    assertThat(worker.get()).isNotNull();

    FlushResult result = delivery.close(LONG);

    assertThat(result).isEqualTo(new FlushResult(1, 0, 0, 0, 0, true));
    assertThat(worker.get().isAlive()).isFalse();
    assertThat(delivery.close(LONG)).isEqualTo(result);
  }

  @Test
  void worker_sleepingWhenIdle_isWokenByTheNextRecord() {
    Delivery delivery = delivery(new AcceptingTransport());
    for (int i = 1; i <= 3; i++) {
      delivery.record(TestRecord.named("a"));
      assertThat(delivery.flush(LONG).complete()).isTrue();
      await().atMost(LONG).until(() -> worker.get().getState() == Thread.State.TIMED_WAITING);
    }
    delivery.close(LONG);
  }

  @Test
  void worker_interrupted_goesOnWithoutSpinning() {
    Delivery delivery = delivery(new AcceptingTransport());
    delivery.record(TestRecord.named("a"));
    worker.get().interrupt();
    delivery.record(TestRecord.named("b"));

    assertThat(delivery.flush(LONG).complete()).isTrue();
    assertThat(delivery.stats().delivered()).isEqualTo(2);
    await().atMost(LONG).until(() -> worker.get().getState() == Thread.State.TIMED_WAITING);
    delivery.close(LONG);
  }

  @Test
  void record_whileTheCollectorHangs_neverBlocksAndIsCounted() {
    HangingTransport hanging = new HangingTransport();
    Delivery delivery = delivery(hanging);
    delivery.record(TestRecord.named("first"));
    await().atMost(LONG).until(hanging::isHanging);

    for (int i = 0; i < 1_000; i++) {
      delivery.record(TestRecord.named("a"));
    }

    ClientStats stats = delivery.stats();
    assertThat(stats.pending()).isEqualTo(100);
    assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(901);
    assertThat(stats.balanced()).isTrue();
    assertThat(delivery.flush(SHORT)).isEqualTo(new FlushResult(0, 0, 0, 0, 100, false));

    FlushResult result = delivery.close(SHORT);
    assertThat(result.complete()).isFalse();
    assertThat(result.delivered()).isZero();
    assertThat(worker.get().isAlive()).isFalse();
    assertThat(delivery.stats().dropped(DropReason.CLOSED)).isEqualTo(100);
    assertThat(delivery.stats().balanced()).isTrue();
  }

  @Test
  void record_afterClose_isDroppedAndCounted() {
    Delivery delivery = delivery(new AcceptingTransport());
    delivery.record(TestRecord.named("a"));
    delivery.close(LONG);
    delivery.record(TestRecord.named("b"));

    assertThat(delivery.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(delivery.flush(LONG)).isEqualTo(new FlushResult(0, 0, 0, 0, 0, true));
    assertThat(delivery.stats().balanced()).isTrue();
  }

  @Test
  void record_tooLarge_isDroppedAtTheDoorAndTheListenerHears() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    listener =
        new ClientListener() {
          @Override
          public void onDropped(DropReason reason, long records) {
            heard.countDown();
          }
        };
    Delivery delivery = delivery(new AcceptingTransport());
    delivery.record(TestRecord.ofSize(10_000));

    assertThat(heard.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(delivery.stats().dropped(DropReason.TOO_LARGE)).isEqualTo(1);
    delivery.close(LONG);
    assertThat(delivery.stats().balanced()).isTrue();
  }

  @Test
  void threadFactory_failing_isAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    Delivery delivery =
        new Delivery(
            new SenderIdentity("c", "", "", ""),
            DeliverySettings.defaults(),
            new DeliveryRuntime(
                new AcceptingTransport(),
                Clock.system(),
                () -> 0,
                work -> {
                  if (asked.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("no thread left");
                  }
                  return new Thread(work);
                },
                ClientListener.NOOP));
    delivery.record(TestRecord.named("a"));
    delivery.record(TestRecord.named("b"));

    assertThat(delivery.close(LONG)).isEqualTo(new FlushResult(2, 0, 0, 0, 0, true));
  }

  @Test
  void listener_thatThrows_doesNoHarm() {
    listener =
        new ClientListener() {
          @Override
          public void onDropped(DropReason reason, long records) {
            throw new IllegalStateException("listener");
          }
        };
    Delivery delivery = delivery(new AcceptingTransport());
    delivery.record(TestRecord.broken());
    delivery.record(TestRecord.named("a"));

    assertThat(delivery.close(LONG).delivered()).isEqualTo(1);
  }

  @Test
  void listener_thatFlushesAndCloses_doesNotWaitForItself() throws InterruptedException {
    AtomicReference<Delivery> self = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    listener =
        new ClientListener() {
          @Override
          public void onDropped(DropReason reason, long records) {
            if (closed.getCount() > 0) {
              self.get().flush(LONG);
              self.get().close(LONG);
              closed.countDown();
            }
          }
        };
    self.set(delivery(new AcceptingTransport()));
    self.get().record(TestRecord.broken());

    assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    await().atMost(LONG).until(() -> !worker.get().isAlive());
    assertThat(self.get().stats().balanced()).isTrue();
  }

  private Delivery delivery(Transport transport) {
    DeliverySettings settings =
        DeliverySettings.builder()
            .maxPendingRecords(100)
            .maxRecordBytes(5_000)
            .maxBatchAge(Duration.ofMillis(5))
            .build();
    return new Delivery(
        new SenderIdentity("c", "", "", ""),
        settings,
        new DeliveryRuntime(
            transport,
            Clock.system(),
            () -> 0,
            work -> {
              Thread thread = new Thread(work);
              worker.set(thread);
              return thread;
            },
            new ClientListener() {
              @Override
              public void onDropped(DropReason reason, long records) {
                listener.onDropped(reason, records);
              }
            }));
  }

  /** Accepts everything, on whatever thread. */
  private static final class AcceptingTransport implements Transport {
    @Override
    public Reply send(List<ByteString> batches, Duration timeout) {
      return FakeTransport.acceptAll(FakeTransport.parse(batches));
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  /** Hangs until it is aborted. */
  private static final class HangingTransport implements Transport {
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch aborted = new CountDownLatch(1);

    boolean isHanging() {
      return hanging.getCount() == 0;
    }

    @Override
    public Reply send(List<ByteString> batches, Duration timeout) {
      hanging.countDown();
      try {
        aborted.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Reply.Failed(Status.CANCELLED, null);
    }

    @Override
    public void abort() {
      aborted.countDown();
    }

    @Override
    public void close() {
      abort();
    }
  }
}
