/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.SettingException;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.tls.Certificates.Pem;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on both ports of a collector. */
class TlsPortsIT {

  private static Certificates authority;
  private static Certificates stranger;
  private static Pem server;
  private static Pem renewed;
  private static Pem client;
  private static Pem expiredClient;
  private static Pem strangeClient;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;
  private Collector collector;

  @BeforeAll
  static void issue(@TempDir Path issued, @TempDir Path elsewhere) {
    authority = Certificates.authority(issued, "authority");
    stranger = Certificates.authority(elsewhere, "stranger");
    server = authority.issue("server");
    renewed = authority.issueRsa("renewed");
    client = authority.issue("client");
    expiredClient = authority.issueExpired("expired-client");
    strangeClient = stranger.issue("strange-client");
  }

  @BeforeEach
  void files() throws IOException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    put(server);
  }

  @AfterEach
  void stop() {
    if (collector != null) {
      collector.close();
    }
  }

  @Test
  void bothPorts_speakTlsAndNothingElse() throws Exception {
    start(Map.of());

    assertThat(grpc(authority, Optional.empty()).hasTls()).isTrue();
    assertThat(http(authority, Optional.empty())).isEqualTo("HTTP/1.1 200 OK");
    assertThatThrownBy(() -> grpc(stranger, Optional.empty()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    assertThatThrownBy(() -> http(stranger, Optional.empty())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ask(InsecureChannelCredentials.create()))
        .isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void clientsThatMust_showACertificateOfTheAuthority() throws Exception {
    start(require("require"));

    assertThat(grpc(authority, Optional.of(client)).hasTls()).isTrue();
    assertThat(http(authority, Optional.of(client))).isEqualTo("HTTP/1.1 200 OK");
    for (Optional<Pem> wrong :
        List.of(Optional.<Pem>empty(), Optional.of(expiredClient), Optional.of(strangeClient))) {
      assertThatThrownBy(() -> grpc(authority, wrong))
          .as("%s", wrong)
          .isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(() -> http(authority, wrong))
          .as("%s", wrong)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientsThatMay_areLetInWithoutACertificate_notWithAWrongOne() throws Exception {
    start(require("request"));

    assertThat(grpc(authority, Optional.empty()).hasTls()).isTrue();
    assertThat(http(authority, Optional.empty())).isEqualTo("HTTP/1.1 200 OK");
    assertThat(grpc(authority, Optional.of(client)).hasTls()).isTrue();
    assertThatThrownBy(() -> grpc(authority, Optional.of(expiredClient)))
        .isInstanceOf(StatusRuntimeException.class);
    assertThatThrownBy(() -> http(authority, Optional.of(expiredClient)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void renewedCertificate_isShownToNewConnections_openOnesGoOn() throws Exception {
    start(Map.of());
    ManagedChannel open = channel(credentials(authority, Optional.empty()));
    try {
      assertThat(status(open).getTls().getReloads()).isZero();
      assertThat(shown().getSubjectX500Principal().getName()).isEqualTo("CN=server");

      put(renewed);
      await().atMost(Duration.ofSeconds(30)).until(() -> status(open).getTls().getReloads() == 1);

      assertThat(shown().getSubjectX500Principal().getName()).isEqualTo("CN=renewed");
      assertThat(grpc(authority, Optional.empty()).hasTls()).isTrue();
      Files.writeString(key, "nonsense");
      await().atMost(Duration.ofSeconds(30)).until(() -> status(open).getTls().getFailures() > 0);
      assertThat(shown().getSubjectX500Principal().getName()).isEqualTo("CN=renewed");
      assertThat(status(open).getTls().getLastError()).isNotEmpty();
    } finally {
      open.shutdownNow();
    }
  }

  @Test
  void settingsThatDoNotFit_stopTheStart() {
    assertThatThrownBy(() -> start(Map.of("tls_key_file", "")))
        .isInstanceOf(SettingException.class)
        .hasMessage("tls_key_file: empty (expected: the key of tls_cert_file)");
    assertThatThrownBy(() -> start(Map.of("tls_client_auth", "require")))
        .hasMessageContaining("tls_client_ca_file: empty (expected: a file");
    assertThatThrownBy(
            () -> start(Map.of("tls_client_ca_file", authority.certificate().toString())))
        .hasMessageContaining("tls_client_auth: none (expected: request or require");
    assertThatThrownBy(() -> start(Map.of("tls_cert_file", "")))
        .hasMessage("tls_key_file: set without tls_cert_file (expected: both, or neither)");
    assertThatThrownBy(() -> start(Map.of("tls_key_file", folder.resolve("none").toString())))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> start(Map.of("host", "0.0.0.0")))
        .hasMessageContaining("without admin_key would be open to everybody");
  }

  private static Map<String, String> require(String clientAuth) {
    return Map.of(
        "tls_client_auth", clientAuth, "tls_client_ca_file", authority.certificate().toString());
  }

  private void start(Map<String, String> more) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.putAll(Map.of("grpc_port", "0", "http_port", "0", "data_dir", ""));
    values.put("tls_cert_file", certificate.toString());
    values.put("tls_key_file", key.toString());
    values.putAll(more);
    collector =
        Collector.start(
            Settings.of(values),
            cause -> {
              throw new AssertionError("fatal", cause);
            });
  }

  private GetIngestStatusResponse grpc(Certificates trusted, Optional<Pem> shown)
      throws IOException {
    return ask(credentials(trusted, shown));
  }

  private GetIngestStatusResponse ask(ChannelCredentials credentials) {
    ManagedChannel channel = channel(credentials);
    try {
      return status(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel channel(ChannelCredentials credentials) {
    return Grpc.newChannelBuilderForAddress("localhost", collector.grpcPort(), credentials).build();
  }

  private static GetIngestStatusResponse status(ManagedChannel channel) {
    return AdminServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance());
  }

  private static ChannelCredentials credentials(Certificates trusted, Optional<Pem> shown)
      throws IOException {
    TlsChannelCredentials.Builder credentials =
        TlsChannelCredentials.newBuilder().trustManager(trusted.certificate().toFile());
    if (shown.isPresent()) {
      credentials.keyManager(shown.get().certificate().toFile(), shown.get().key().toFile());
    }
    return credentials.build();
  }

  /** The first line of the answer of the HTTP port. */
  private String http(Certificates trusted, Optional<Pem> shown)
      throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect(trusted, shown)) {
      socket
          .getOutputStream()
          .write(
              "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String line = answer.readLine();
      if (line == null) {
        throw new IOException("no answer");
      }
      return line;
    }
  }

  /** The certificate of the HTTP port. */
  private X509Certificate shown() throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect(authority, Optional.empty())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private SSLSocket connect(Certificates trusted, Optional<Pem> shown)
      throws IOException, GeneralSecurityException {
    AdvancedTlsX509TrustManager trust =
        AdvancedTlsX509TrustManager.newBuilder()
            .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
            .build();
    trust.updateTrustCredentials(trusted.certificate().toFile());
    AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    if (shown.isPresent()) {
      keys.updateIdentityCredentials(
          shown.get().certificate().toFile(), shown.get().key().toFile());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        shown.isPresent() ? new KeyManager[] {keys} : null, new TrustManager[] {trust}, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", collector.httpPort());
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }

  private void put(Pem pem) throws IOException {
    Files.copy(pem.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(pem.key(), key, StandardCopyOption.REPLACE_EXISTING);
  }
}
