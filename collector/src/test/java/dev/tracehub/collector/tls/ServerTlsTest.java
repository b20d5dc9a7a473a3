/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.tls.Certificates.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {

  private static Certificates authority;
  private static Pem one;
  private static Pem two;
  private static Pem expired;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void issue(@TempDir Path issued) {
    authority = Certificates.authority(issued, "authority");
    one = authority.issue("one");
    two = authority.issueRsa("two");
    expired = authority.issueExpired("expired");
  }

  @BeforeEach
  void files() throws IOException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    put(one);
  }

  @Test
  void newFiles_areTakenOnce() throws IOException {
    ServerTls tls = open();
    tls.run();
    assertThat(tls.status().reloads()).isZero();

    put(two);
    tls.run();
    tls.run();

    assertThat(tls.status().reloads()).isEqualTo(1);
    assertThat(tls.status().failures()).isZero();
    assertThat(tls.status().expiry()).isAfter(InstantSource.system().instant());
  }

  @Test
  void filesThatDoNotFit_changeNothingUntilTheyDo() throws IOException {
    ServerTls tls = open();
    TlsStatus before = tls.status();

    Files.copy(two.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    tls.run();
    assertThat(tls.status().expiry()).isEqualTo(before.expiry());
    assertThat(tls.status().failures()).isEqualTo(1);
    assertThat(tls.status().lastError()).contains("the key does not belong to the certificate");

    Files.copy(two.key(), key, StandardCopyOption.REPLACE_EXISTING);
    tls.run();
    assertThat(tls.status().reloads()).isEqualTo(1);
    assertThat(tls.status().lastError()).isEmpty();
  }

  @Test
  void unusableFiles_changeNothing() throws IOException {
    ServerTls tls = open();
    Files.writeString(certificate, "nonsense");
    tls.run();
    put(expired);
    tls.run();
    Files.delete(key);
    tls.run();

    assertThat(tls.status().failures()).isEqualTo(3);
    assertThat(tls.status().reloads()).isZero();
    put(one);
    tls.run();
    assertThat(tls.status().failures()).isEqualTo(3);
  }

  @Test
  void unusableFiles_stopTheStart() throws IOException {
    put(expired);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tls.crt: NotAfter");
    Files.writeString(key, "nonsense");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    Files.delete(key);
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("tls.key");
  }

  @Test
  void askingClientsWithoutAnAuthority_isRefused() {
    assertThatThrownBy(
            () -> new TlsConfig(certificate, key, Optional.empty(), ClientCertificates.REQUIRE))
        .hasMessageContaining("clientCa: missing (expected: a file");
  }

  private ServerTls open() throws IOException {
    return ServerTls.open(
        new TlsConfig(certificate, key, Optional.empty(), ClientCertificates.NONE),
        InstantSource.system());
  }

  private void put(Pem pem) throws IOException {
    Files.copy(pem.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(pem.key(), key, StandardCopyOption.REPLACE_EXISTING);
  }
}
