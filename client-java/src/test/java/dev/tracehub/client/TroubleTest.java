/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.FakeCollector.Fault;
import dev.tracehub.client.transport.Endpoint;
import dev.tracehub.client.transport.GrpcTransport;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.client.transport.TellingTransport;
import dev.tracehub.client.transport.TlsFiles;
import dev.tracehub.client.transport.Transport;
import dev.tracehub.v1.TraceBatch;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets: each trouble is told in one line a minute. */
class TroubleTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final AtomicLong nanos = new AtomicLong();
  private final CapturedLog log = new CapturedLog(TellingTransport.class.getName());
  private final FakeCollector collector = new FakeCollector();

  @TempDir Path directory;

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void deadCollector_refusedSocket() throws Exception {
    String endpoint = "http://127.0.0.1:" + unusedPort();

    expect(endpoint, LONG, "WARN", "the connection is refused; is it running");
  }

  @Test
  void unknownHost() {
    expect("http://collector.invalid:4317", LONG, "WARN", "its name cannot be resolved; check");
  }

  @Test
  void tls_certificateThatNobodyKnows() throws Exception {
    Server server = secure().build().start();

    expect(
        "https://localhost:" + server.getPort(), LONG, "WARN", "the TLS handshake failed; https");
    server.shutdownNow();
  }

  @Test
  void tls_portWithoutIt() throws Exception {
    Server server = builder().build().start();

    expect(
        "https://localhost:" + server.getPort(), LONG, "WARN", "the TLS handshake failed; https");
    server.shutdownNow();
  }

  @Test
  void portWithTls_withoutIt() throws Exception {
    Server server = secure().build().start();

    expect("http://localhost:" + server.getPort(), LONG, "WARN", "it cannot be reached; is it");
    server.shutdownNow();
  }

  @Test
  void slowCollector_noAnswer() throws Exception {
    collector.faults(() -> Fault.HANG);
    Server server = builder().build().start();

    expect("http://127.0.0.1:" + server.getPort(), SHORT, "WARN", "it answers too slowly; is it");
    server.shutdownNow();
  }

  @Test
  void slowCollector_socketThatNeverSpeaks() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      expect("http://127.0.0.1:" + silent.getLocalPort(), SHORT, "WARN", "it answers too slowly");
    }
  }

  @Test
  void expiredKey() throws Exception {
    Server server =
        builder()
            .intercept(new Refusing(Status.UNAUTHENTICATED.withDescription("the key has expired")))
            .build()
            .start();

    expect(
        "http://127.0.0.1:" + server.getPort(),
        LONG,
        "ERROR",
        "it refuses this client's key; has it expired");
    assertThat(log.lines().get(0)).contains("the key has expired").doesNotContain("th_ingest");
    server.shutdownNow();
  }

  @Test
  void slowCollector_answerInTheLastMoment_andItsRecovery() throws Exception {
    collector.faults(
        () -> {
          nanos.addAndGet(LONG.multipliedBy(9).dividedBy(10).toNanos());
          return Fault.NONE;
        });
    Server server = builder().build().start();
    String endpoint = "http://127.0.0.1:" + server.getPort();
    try (Transport transport = transport(endpoint)) {
      assertThat(send(transport, LONG)).isInstanceOf(Reply.Receipts.class);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .contains("it answers too slowly", "answered after 18000 ms, callTimeout 20000 ms");

      collector.faults(() -> Fault.NONE);
      send(transport, LONG);
      send(transport, LONG);
    }
    assertThat(log.lines().subList(1, log.lines().size()))
        .containsExactly("Tracehub collector at " + endpoint + " is reached again");
    server.shutdownNow();
  }

  @Test
  void everythingWell_saysNothing() throws Exception {
    Server server = builder().build().start();
    try (Transport transport = transport("http://127.0.0.1:" + server.getPort())) {
      assertThat(send(transport, LONG)).isInstanceOf(Reply.Receipts.class);
    }
    assertThat(log.lines()).isEmpty();
    server.shutdownNow();
  }

  @Test
  void client_whoseCollectorIsDead_tells() throws Exception {
    Tracehub tracehub = Tracehub.builder().endpoint("http://127.0.0.1:" + unusedPort()).build();
    tracehub.span("a").start().end();
    await().atMost(LONG).until(() -> log.lines().size() == 1);
    tracehub.close(Duration.ofMillis(1));

    assertThat(log.lines().get(0)).contains("the connection is refused");
  }

  /** One line now, none for a minute, another after it. */
  private void expect(String endpoint, Duration timeout, String level, String advice) {
    try (Transport transport = transport(endpoint)) {
      for (int call = 0; call < 3; call++) {
        assertThat(send(transport, timeout)).isInstanceOf(Reply.Failed.class);
      }
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .startsWith("Tracehub collector at " + endpoint + ": " + advice);
      assertThat(log.lines().get(0)).doesNotContain("\n").doesNotContain("\tat ");
      assertThat(log.events().get(0).getLevel()).hasToString(level);

      nanos.addAndGet(Duration.ofSeconds(61).toNanos());
      send(transport, timeout);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1)).contains(advice);
    }
  }

  private Transport transport(String endpoint) {
    Transport grpc = GrpcTransport.to(Endpoint.parse(endpoint), TlsFiles.NONE, "th_ingest_secret");
    return new TellingTransport(grpc, endpoint, nanos::get);
  }

  private static Reply send(Transport transport, Duration timeout) {
    TraceBatch batch = TraceBatch.newBuilder().setBatchId("b").setSequence(1).build();
    return transport.send(List.of(batch.toByteString()), timeout);
  }

  private NettyServerBuilder builder() {
    return builder(InsecureServerCredentials.create());
  }

  private NettyServerBuilder secure() throws Exception {
    return builder(new Certificates(directory, "unknown").server(ClientAuth.NONE));
  }

  private NettyServerBuilder builder(ServerCredentials credentials) {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials)
        .addService(collector);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Answers every call with a status. */
  private record Refusing(Status status) implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      call.close(status, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
