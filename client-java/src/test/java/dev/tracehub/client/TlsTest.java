/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.Certificates.Pem;
import dev.tracehub.client.transport.TellingTransport;
import io.grpc.Server;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and mutual TLS with a real server, whose authority the JVM does not know. */
class TlsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final FakeCollector collector = new FakeCollector();
  private final CapturedLog log = new CapturedLog(TellingTransport.class.getName());

  @TempDir private Path folder;

  private Certificates authority;
  private Server server;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new Certificates(folder, "authority");
  }

  @AfterEach
  void close() {
    log.close();
    if (server != null) {
      server.shutdownNow();
    }
  }

  @Test
  void caFile_isTrusted() throws Exception {
    Tracehub tracehub = serve(ClientAuth.NONE).caFile(authority.certificate()).build();

    assertDelivers(tracehub);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void caFile_ofAnother_isNot() throws Exception {
    Certificates other = new Certificates(folder, "other");
    Tracehub tracehub = serve(ClientAuth.NONE).caFile(other.certificate()).build();

    assertTells(tracehub, "the TLS handshake failed");
  }

  @Test
  void clientCertificate_isShown() throws Exception {
    Pem own = authority.issue("support-desk");
    Tracehub tracehub =
        serve(ClientAuth.REQUIRE)
            .caFile(authority.certificate())
            .clientCertificate(own.certificate(), own.key())
            .build();

    assertDelivers(tracehub);
  }

  @Test
  void clientCertificate_thatIsMissing_isTold() throws Exception {
    Tracehub tracehub = serve(ClientAuth.REQUIRE).caFile(authority.certificate()).build();

    assertTells(tracehub, "clientCertificate");
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void fileThatIsMissing_isNamed_andUsedWhenItIsThere() throws Exception {
    Path later = folder.resolve("later.crt");
    Tracehub tracehub = serve(ClientAuth.NONE).caFile(later).build();
    tracehub.span("a").start().end();
    await().atMost(LONG).until(() -> !log.lines().isEmpty());

    assertThat(log.lines().get(0))
        .contains(
            "a file for TLS cannot be used",
            "caFile: " + later + " (expected: a PEM file of certificates): NoSuchFileException");
    assertThat(log.events().get(0).getLevel()).hasToString("ERROR");

    Files.copy(authority.certificate(), later);
    assertDelivers(tracehub);
  }

  @Test
  void fileThatIsNoCertificate_isNamed() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.crt"), "certificate");
    Pem own = authority.issue("support-desk");
    Tracehub tracehub = serve(ClientAuth.NONE).clientCertificate(wrong, own.key()).build();

    assertTells(tracehub, "certFile: " + wrong + " (expected: a PEM file of certificates)");
  }

  @Test
  void keyOfAnotherCertificate_isNamed() throws Exception {
    Pem own = authority.issue("support-desk");
    Path other = authority.issue("other").key();
    Tracehub tracehub = serve(ClientAuth.NONE).clientCertificate(own.certificate(), other).build();

    assertTells(tracehub, "keyFile: " + other, "it belongs to another certificate");
  }

  @Test
  void files_withoutTls_areRefused() {
    assertThatThrownBy(() -> Tracehub.builder().caFile(Path.of("ca.crt")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("caFile: ca.crt (expected: an endpoint with https, and no channel)");
    assertThatThrownBy(
            () -> Tracehub.builder().clientCertificate(Path.of("a"), Path.of("b")).build())
        .hasMessageStartingWith("clientCertificate: a (expected:");
  }

  private TracehubBuilder serve(ClientAuth clients) throws Exception {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                authority.server(clients))
            .addService(collector)
            .build()
            .start();
    return Tracehub.builder().endpoint("https://localhost:" + server.getPort());
  }

  private void assertDelivers(Tracehub tracehub) {
    tracehub.span("b").start().end();
    assertThat(tracehub.flush(LONG).allDelivered()).isTrue();
    assertThat(collector.span("b").getName()).isEqualTo("b");
    tracehub.close(LONG);
  }

  private void assertTells(Tracehub tracehub, String... what) {
    tracehub.span("a").start().end();
    await().atMost(LONG).until(() -> !log.lines().isEmpty());
    assertThat(log.lines().get(0)).contains(what);
    tracehub.close(Duration.ofMillis(1));
  }
}
