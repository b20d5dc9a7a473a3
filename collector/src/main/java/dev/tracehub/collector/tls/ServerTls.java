/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS, for every port. Thread-safe.
 *
 * <p>{@link #run} looks at the files; new ones hold for connections that are made from then on, and
 * those that are open go on. Files that cannot be used change nothing, whatever is wrong with them.
 */
public final class ServerTls implements Runnable {

  /** How often the files are to be looked at. */
  public static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final TlsConfig config;
  private final InstantSource clock;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final Optional<AdvancedTlsX509TrustManager> trust;
  private final SSLContext context;
  private List<String> seen = List.of();
  private Instant warned = Instant.EPOCH;
  private volatile TlsStatus status;

  private ServerTls(
      TlsConfig config, InstantSource clock, Optional<AdvancedTlsX509TrustManager> trust)
      throws IOException, GeneralSecurityException {
    this.config = config;
    this.clock = clock;
    this.trust = trust;
    this.status = new TlsStatus(Instant.EPOCH, 0, 0, "");
    List<String> files = read();
    Instant expiry = take(files);
    this.seen = files;
    this.status = new TlsStatus(expiry, 0, 0, "");
    this.context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {keys},
        trust.map(manager -> new TrustManager[] {manager}).orElse(null),
        null);
  }

  /**
   * Reads the files.
   *
   * @throws IOException when one cannot be read or used; the message names the files
   */
  public static ServerTls open(TlsConfig config, InstantSource clock) throws IOException {
    try {
      Optional<AdvancedTlsX509TrustManager> trust =
          config.clients() == ClientCertificates.NONE
              ? Optional.empty()
              : Optional.of(
                  AdvancedTlsX509TrustManager.newBuilder()
                      .setVerification(
                          AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                      .build());
      return new ServerTls(config, clock, trust);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("TLS from " + config.certificate() + ": " + e.getMessage(), e);
    }
  }

  /** What a gRPC server needs. */
  public ServerCredentials grpc() {
    TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder().keyManager(keys);
    trust.ifPresent(credentials::trustManager);
    return credentials
        .clientAuth(
            switch (config.clients()) {
              case NONE -> TlsServerCredentials.ClientAuth.NONE;
              case REQUEST -> TlsServerCredentials.ClientAuth.OPTIONAL;
              case REQUIRE -> TlsServerCredentials.ClientAuth.REQUIRE;
            })
        .build();
  }

  /** What another server needs. */
  public SSLContext context() {
    return context;
  }

  /** What is asked of clients. */
  public ClientCertificates clients() {
    return config.clients();
  }

  /** How it is doing. */
  public TlsStatus status() {
    return status;
  }

  /** Looks at the files and takes them when they have changed and can be used. */
  @Override
  public synchronized void run() {
    try {
      List<String> files = read();
      if (files.equals(seen)) {
        return;
      }
      Instant expiry = take(files);
      seen = files;
      status = new TlsStatus(expiry, status.reloads() + 1, status.failures(), "");
      LOG.info("{}: new certificate, good until {}", config.certificate(), expiry);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      failed(e);
    }
  }

  private void failed(Exception cause) {
    status =
        new TlsStatus(
            status.expiry(),
            status.reloads(),
            status.failures() + 1,
            String.valueOf(cause.getMessage()));
    Instant now = clock.instant();
    if (now.isAfter(warned.plus(BETWEEN_WARNINGS))) {
      warned = now;
      LOG.warn(
          "{}, {}: not usable, the certificate in use stays (good until {}): {}",
          config.certificate(),
          config.key(),
          status.expiry(),
          cause.getMessage());
    }
  }

  /** All files as they are now. */
  private List<String> read() throws IOException {
    String ca = config.clientCa().isPresent() ? text(config.clientCa().get()) : "";
    return List.of(text(config.certificate()), text(config.key()), ca);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }

  /** Checks everything before anything is used; when the certificate ends. */
  private Instant take(List<String> files) throws IOException, GeneralSecurityException {
    X509Certificate[] chain = CertificateUtils.getX509Certificates(stream(files.get(0)));
    Identity identity =
        new Identity(CertificateUtils.getPrivateKey(stream(files.get(1))), List.of(chain));
    identity.check(clock.instant());
    if (trust.isPresent()) {
      X509Certificate[] issuers = CertificateUtils.getX509Certificates(stream(files.get(2)));
      if (issuers.length == 0) {
        throw new GeneralSecurityException("client CA: no certificate");
      }
      trust.get().updateTrustCredentials(issuers);
    }
    keys.updateIdentityCredentials(chain, identity.key());
    return chain[0].getNotAfter().toInstant();
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }
}
