/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.Clock;
import dev.tracehub.client.delivery.Delivery;
import dev.tracehub.client.delivery.DeliveryRuntime;
import dev.tracehub.client.delivery.DeliverySettings;
import dev.tracehub.client.delivery.SenderIdentity;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.client.spool.Spool;
import dev.tracehub.client.spool.SpoolSettings;
import dev.tracehub.client.status.ClientListener;
import dev.tracehub.client.transport.Endpoint;
import dev.tracehub.client.transport.GrpcTransport;
import dev.tracehub.client.transport.TellingTransport;
import dev.tracehub.client.transport.TlsFiles;
import dev.tracehub.client.transport.Transport;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Configures a client. Not thread-safe. A wrong value is an IllegalArgumentException that names it
 * and what was expected; building does no I/O.
 */
public final class TracehubBuilder {

  /** Where a collector listens on this machine: {@value}. */
  public static final String DEFAULT_ENDPOINT = "http://localhost:4317";

  private Endpoint endpoint = Endpoint.parse(DEFAULT_ENDPOINT);
  private TlsFiles tls = TlsFiles.NONE;
  private String apiKey = "";
  private String service = "";
  private String environment = "";
  private String release = "";
  private String clientId = UUID.randomUUID().toString();
  private DeliverySettings delivery = DeliverySettings.defaults();
  private RecordingLimits limits = RecordingLimits.DEFAULTS;
  private PrivacySettings privacy = PrivacySettings.none();
  private boolean openTelemetry = true;
  private ClientListener listener = ClientListener.NOOP;
  private Clock clock = Clock.system();
  private LongSupplier random = () -> ThreadLocalRandom.current().nextLong();
  private ThreadFactory threads = TracehubBuilder::daemon;
  private @Nullable Channel channel;
  private Spool.Factory spools = listener -> Spool.none();

  TracehubBuilder() {}

  /** Where the collector listens: {@value #DEFAULT_ENDPOINT} unless set; https is TLS. */
  public TracehubBuilder endpoint(String value) {
    endpoint = Endpoint.parse(value);
    return this;
  }

  /** The key that each call carries. Without one the collector must be open. */
  public TracehubBuilder apiKey(String value) {
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("apiKey: (hidden) (expected: printable ASCII, no spaces)");
    }
    apiKey = value;
    return this;
  }

  /**
   * A PEM file of the certificates whose holders may issue the collector's, in place of the JVM's
   * trust store. Read by the first call; until it can be read, records wait and the log says so.
   */
  public TracehubBuilder caFile(Path value) {
    tls = tls.trusting(Objects.requireNonNull(value));
    return this;
  }

  /**
   * What this client shows to a collector that asks for a certificate (mutual TLS). Read as {@link
   * #caFile} is.
   *
   * @param certFile a PEM file of the certificate, its issuers after it
   * @param keyFile a PEM file of its private key, in PKCS #8, not encrypted
   */
  public TracehubBuilder clientCertificate(Path certFile, Path keyFile) {
    tls = tls.showing(Objects.requireNonNull(certFile), Objects.requireNonNull(keyFile));
    return this;
  }

  /** The service that records. */
  public TracehubBuilder service(String value) {
    service = name("service", value);
    return this;
  }

  /** The deployment environment, e.g. "production". */
  public TracehubBuilder environment(String value) {
    environment = name("environment", value);
    return this;
  }

  /** The release of the service. */
  public TracehubBuilder release(String value) {
    release = name("release", value);
    return this;
  }

  /** This process among the project's senders: a random UUID unless set. */
  public TracehubBuilder clientId(String value) {
    clientId = value;
    return this;
  }

  /** The bounds of memory and patience. */
  public TracehubBuilder delivery(DeliverySettings value) {
    delivery = value;
    return this;
  }

  /**
   * Keeps on disk what cannot be sent while the collector is away, also beyond the end of this
   * process: the next one with the same directory sends it. Without it such records wait in memory,
   * and are dropped in the end.
   *
   * @param directory on a local disk; made when it is first needed. Several processes may share it
   *     if they send to the same project
   * @param maxBytes most bytes on disk of this client, at least 1 MiB; beyond it the oldest batches
   *     are dropped
   */
  public TracehubBuilder spool(Path directory, long maxBytes) {
    spools = Spool.in(new SpoolSettings(directory, maxBytes));
    return this;
  }

  /** Longest input or output of a span in characters, more is cut: 500000 unless set. */
  public TracehubBuilder maxPayloadLength(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("maxPayloadLength: " + value + " (expected: >= 0)");
    }
    limits = new RecordingLimits(value, limits.attributes(), limits.events());
    return this;
  }

  /** What is masked, hashed, left out or sampled: nothing unless set. */
  public TracehubBuilder privacy(PrivacySettings value) {
    privacy = value;
    return this;
  }

  /**
   * Whether a span without a parent becomes a child of OpenTelemetry's current span, where its API
   * is on the class path: true unless set.
   */
  public TracehubBuilder openTelemetryParents(boolean value) {
    openTelemetry = value;
    return this;
  }

  /** Is told what happens to records. */
  public TracehubBuilder listener(ClientListener value) {
    listener = value;
    return this;
  }

  /** Where time comes from. */
  public TracehubBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** Where ids and the jitter of waits come from: uniform over all longs, thread-safe, fast. */
  public TracehubBuilder random(LongSupplier value) {
    random = value;
    return this;
  }

  /** Makes the client's one thread, which should be a daemon. */
  public TracehubBuilder threadFactory(ThreadFactory value) {
    threads = value;
    return this;
  }

  /**
   * A channel to the collector, in place of an endpoint. The caller closes it, after the client;
   * its own retries should be off.
   */
  public TracehubBuilder channel(Channel value) {
    channel = value;
    return this;
  }

  /** Makes the client. */
  public Tracehub build() {
    Transport transport = transport();
    SenderIdentity identity = new SenderIdentity(clientId, service, environment, release);
    DeliveryRuntime runtime =
        new DeliveryRuntime(transport, clock, random, threads, listener, spools);
    Recorder recorder =
        new Recorder(
            clock,
            random,
            limits,
            new CurrentSpan(),
            openTelemetry ? ForeignContext.detect() : ForeignContext.NONE,
            new Privacy(privacy, limits.payloadLength(), clock::nanoTime),
            new Delivery(identity, delivery, runtime));
    return new Tracehub(recorder, delivery.closeTimeout());
  }

  private Transport transport() {
    Channel given = channel;
    if (!tls.equals(TlsFiles.NONE) && (given != null || !endpoint.tls())) {
      throw new IllegalArgumentException(
          (tls.caFile() == null
                  ? "clientCertificate: " + tls.certFile()
                  : "caFile: " + tls.caFile())
              + " (expected: an endpoint with https, and no channel)");
    }
    return given == null
        ? new TellingTransport(
            GrpcTransport.to(endpoint, tls, apiKey), endpoint.toString(), clock::nanoTime)
        : new TellingTransport(
            GrpcTransport.over(given, apiKey), given.authority(), clock::nanoTime);
  }

  private static String name(String field, String value) {
    if (value.length() > TextLimits.NAME) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: at most " + TextLimits.NAME + " characters)");
    }
    return value;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tracehub-client");
    thread.setDaemon(true);
    return thread;
  }
}
