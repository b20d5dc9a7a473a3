/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.flow.Periodic;
import dev.tracehub.collector.http.HttpServer;
import dev.tracehub.collector.http.HttpServerConfig;
import dev.tracehub.collector.http.HttpServices;
import dev.tracehub.collector.http.Readiness;
import dev.tracehub.collector.journal.JournalStats;
import dev.tracehub.collector.tls.ServerTls;
import dev.tracehub.storage.CheckResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running collector: gRPC and HTTP in front of ingest, journal, drain and a store. Thread-safe.
 */
public final class Collector implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Collector.class);

  private final Closers closers;
  private final GrpcServer grpc;
  private final HttpServer http;

  private Collector(Closers closers, GrpcServer grpc, HttpServer http) {
    this.closers = closers;
    this.grpc = grpc;
    this.http = http;
  }

  /**
   * Starts a collector. When it answers, the ports are open and ingest works; questions are
   * answered as soon as the store has what the journal held.
   *
   * @param onFatal told when the collector cannot go on: the process should end with an error
   * @throws dev.tracehub.collector.config.SettingException when settings do not fit together
   * @throws IOException when a port or the data directory cannot be used
   */
  public static Collector start(Settings settings, Consumer<Throwable> onFatal) throws IOException {
    return start(settings, Clock.systemUTC(), onFatal);
  }

  /**
   * Starts a collector that takes the time of day from a clock: what is too old or ahead depends on
   * it.
   */
  public static Collector start(Settings settings, Clock clock, Consumer<Throwable> onFatal)
      throws IOException {
    Exposure.check(settings);
    Closers closers = new Closers();
    try {
      return start(settings, clock, onFatal, closers);
    } catch (IOException | RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  private static Collector start(
      Settings settings, Clock clock, Consumer<Throwable> onFatal, Closers closers)
      throws IOException {
    ExecutorService executor = Threads.calls();
    closers.add(executor::shutdown);
    Pipeline pipeline = closers.add(Pipeline.open(settings, executor, clock, onFatal));
    Optional<ServerTls> tls = TlsSettings.open(settings, clock);
    tls.ifPresent(files -> closers.add(Periodic.every(ServerTls.PERIOD, "tracehub-tls", files)));
    Services services = Services.of(settings, pipeline, tls, executor, clock);
    ReplayGate gate = new ReplayGate(pipeline::replayProgress);
    Duration grace = settings.get(SettingList.SHUTDOWN_GRACE);
    HttpServer http = http(settings, pipeline, services, gate, tls, executor);
    http.start();
    closers.add(() -> http.stop(grace));
    GrpcServer grpc = GrpcServer.start(settings, services, gate, tls, executor);
    closers.add(() -> grpc.stop(grace));
    log.info(
        "listening{}: gRPC on port {}, HTTP on port {}",
        tls.isPresent() ? " with TLS" : "",
        grpc.port(),
        http.port());
    return new Collector(closers, grpc, http);
  }

  private static HttpServer http(
      Settings settings,
      Pipeline pipeline,
      Services services,
      ReplayGate gate,
      Optional<ServerTls> tls,
      ExecutorService executor) {
    return new HttpServer(
        new HttpServerConfig(
            settings.get(SettingList.HOST),
            settings.get(SettingList.HTTP_PORT),
            Limits.http(settings),
            Set.copyOf(settings.get(SettingList.CORS_ORIGINS)),
            tls),
        new HttpServices(
            services.definitions(),
            List.of(gate),
            pipeline.ingest(),
            services.authenticator(),
            () -> readiness(pipeline),
            executor));
  }

  private static Readiness readiness(Pipeline pipeline) {
    JournalStats journal = pipeline.journal().stats();
    CheckResult store = pipeline.storage().check();
    boolean replayed = pipeline.replayProgress() >= 1;
    return new Readiness(
        List.of(
            new Readiness.Check(
                "journal", journal.state() == JournalStats.State.OPEN, journal.reason()),
            new Readiness.Check("store", store.isOk(), store.problem().orElse("")),
            new Readiness.Check(
                "replay",
                replayed,
                replayed ? "" : "the store is being rebuilt from the journal")));
  }

  /** The port of gRPC. */
  public int grpcPort() {
    return grpc.port();
  }

  /** The port of HTTP. */
  public int httpPort() {
    return http.port();
  }

  /** Every path of HTTP that is served. */
  public Set<String> httpPaths() {
    return http.paths();
  }

  /** Stops taking calls, finishes what is under way and closes everything. Idempotent. */
  @Override
  public void close() {
    closers.close();
  }
}
