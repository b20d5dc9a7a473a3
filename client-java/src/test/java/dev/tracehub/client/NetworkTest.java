/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.delivery.DeliverySettings;
import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Over real sockets: a collector that is not there, dies and comes back. */
class NetworkTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeCollector collector = new FakeCollector();
  private final AtomicReference<String> authorization = new AtomicReference<>();
  private final List<BreakerState> states = new CopyOnWriteArrayList<>();

  @Test
  void collectorKilledAndStartedAgain_losesNothing() throws Exception {
    Server server = serve(0);
    int port = server.getPort();
    Tracehub tracehub = client(port);
    record(tracehub, 100);
    assertThat(tracehub.flush(LONG).allDelivered()).isTrue();

    server.shutdownNow().awaitTermination();
    record(tracehub, 100);
    await().atMost(LONG).until(() -> states.contains(BreakerState.OPEN));
    assertThat(tracehub.stats().pending()).isEqualTo(100);

    server = serve(port);
    assertThat(tracehub.flush(LONG).allDelivered()).isTrue();
    assertThat(collector.spans()).hasSize(200);
    assertThat(tracehub.stats().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(tracehub.close(LONG).complete()).isTrue();
    server.shutdownNow();
  }

  @Test
  void connectionsCutAllTheTime_loseNothing() throws Exception {
    Server server =
        builder(0)
            .maxConnectionAge(20, TimeUnit.MILLISECONDS)
            .maxConnectionAgeGrace(1, TimeUnit.MILLISECONDS)
            .build()
            .start();
    Tracehub tracehub = client(server.getPort());
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    int recorded = 0;
    while (System.nanoTime() < end) {
      record(tracehub, 10);
      recorded += 10;
      tracehub.flush(Duration.ofMillis(5));
    }

    assertThat(tracehub.flush(LONG).pending()).isZero();
    assertThat(tracehub.stats().delivered()).isEqualTo(recorded);
    assertThat(collector.spans()).hasSize(recorded);
    tracehub.close(LONG);
    server.shutdownNow();
  }

  @Test
  void apiKey_travelsWithEachCall() throws Exception {
    Server server = serve(0);
    try (Tracehub tracehub = client(server.getPort())) {
      record(tracehub, 1);
      tracehub.flush(LONG);
    }
    assertThat(authorization.get()).isEqualTo("Bearer th_ingest_secret");
    server.shutdownNow();
  }

  @Test
  void deadCollector_recordingIsAsFastAsEver() throws Exception {
    Tracehub tracehub = client(unusedPort());
    record(tracehub, 50_000);
    long start = System.nanoTime();
    int spans = 50_000;
    record(tracehub, spans);
    Duration each = Duration.ofNanos((System.nanoTime() - start) / spans);

    assertThat(each).isLessThan(Duration.ofNanos(50_000));
    assertThat(tracehub.close(Duration.ofMillis(100)).complete()).isFalse();
    assertThat(tracehub.stats().balanced()).isTrue();
    assertThat(tracehub.stats().delivered()).isZero();
  }

  @Test
  void close_leavesNoThreadBehind() throws Exception {
    Set<Thread> before = threads();
    Server server = serve(0);
    Tracehub tracehub = client(server.getPort());
    record(tracehub, 10);
    tracehub.flush(LONG);
    tracehub.close(LONG);
    server.shutdownNow().awaitTermination();

    // gRPC keeps its shared event loops and executor for a second or more after their last use.
    await()
        .pollInSameThread()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(threads().stream().filter(thread -> !before.contains(thread)))
                    .allMatch(thread -> thread.getName().startsWith("grpc-default-executor")));
  }

  private Tracehub client(int port) {
    return Tracehub.builder()
        .endpoint("http://127.0.0.1:" + port)
        .apiKey("th_ingest_secret")
        .delivery(DeliverySettings.builder().maxBatchAge(Duration.ofMillis(10)).build())
        .listener(
            new ClientListener() {
              @Override
              public void onBreakerState(BreakerState state) {
                states.add(state);
              }
            })
        .build();
  }

  private static void record(Tracehub tracehub, int spans) {
    for (int i = 0; i < spans; i++) {
      tracehub.span("work").start().end();
    }
  }

  private Server serve(int port) throws IOException {
    return builder(port).build().start();
  }

  private NettyServerBuilder builder(int port) {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .addService(collector)
        .intercept(
            new ServerInterceptor() {
              @Override
              public <A, B> ServerCall.Listener<A> interceptCall(
                  ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
                authorization.set(
                    headers.get(
                        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
                return next.startCall(call, headers);
              }
            });
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
  }
}
