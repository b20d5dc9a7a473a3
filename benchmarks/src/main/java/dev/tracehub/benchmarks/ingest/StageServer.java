/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tracehub.collector.auth.AuthInterceptor;
import dev.tracehub.collector.auth.AuthSettings;
import dev.tracehub.collector.auth.KeyAuthenticator;
import dev.tracehub.collector.auth.ProjectRegistry;
import dev.tracehub.collector.dialect.OtlpTranslator;
import dev.tracehub.collector.dialect.SpanPipeline;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.collector.drain.Drain;
import dev.tracehub.collector.drain.DrainConfig;
import dev.tracehub.collector.drain.RecordDecoder;
import dev.tracehub.collector.grpc.OtlpGrpcServices;
import dev.tracehub.collector.grpc.TraceGrpcService;
import dev.tracehub.collector.ingest.IngestConfig;
import dev.tracehub.collector.ingest.IngestPipeline;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalConfig;
import dev.tracehub.collector.journal.Journals;
import dev.tracehub.collector.ledger.MemoryBlockLedger;
import dev.tracehub.collector.masking.FamilyCounts;
import dev.tracehub.collector.masking.MaskingRules;
import dev.tracehub.collector.masking.RuleMasking;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The server of one stage in a process of its own, made of the collector's parts. Prints its port;
 * then reads commands from its input: {@code settle} waits until everything received is where the
 * stage ends, {@code mark} prints the processor time and the bytes allocated so far.
 */
final class StageServer {

  private static final long SEGMENT_BYTES = 64L << 20;
  private static final long RELEASE_MILLIS = 50;

  private final Journal journal;
  private final IngestPipeline ingest;
  private final Storage storage;
  private final Drain drain;

  private StageServer(Stage stage, Path folder) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    journal =
        Journals.open(
            JournalConfig.builder(folder.resolve("journal")).segmentBytes(SEGMENT_BYTES).build());
    storage = memoryStore();
    SpanWriter writer = stage.sink() == Stage.Sink.MEMORY ? storage.writer() : new NullWriter();
    drain =
        new Drain(
            new DrainConfig(8192, 32L << 20, Duration.ZERO, 0, 0),
            new Drain.Parts(
                journal,
                new MemoryBlockLedger(Duration.ZERO, clock),
                writer,
                () -> new RecordDecoder(spans()),
                new DeadLetters(Journals.inMemory(1 << 20), clock),
                block -> {},
                StageServer::die));
    IngestConfig config = IngestConfig.defaults().withLastStage(stage.last());
    ingest =
        new IngestPipeline(
            config,
            journal,
            drain::stored,
            new RuleMasking(MaskingRules.byDefault(), new FamilyCounts()),
            clock);
    if (stage.sink() == Stage.Sink.NONE) {
      releaseAlways();
    } else {
      drain.start();
    }
  }

  private static SpanPipeline spans() {
    return new SpanPipeline(
        OtlpTranslator.create(), PriceBook.builtIn(), new UsageRoles(UsageRoles.DEFAULT_MAX_SPANS));
  }

  private static Storage memoryStore() {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("memory"))
        .findFirst()
        .orElseThrow()
        .create(StorageSettings.defaults());
  }

  /** Without a drain nobody says that segments may go. */
  private void releaseAlways() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "release");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            () -> journal.release(journal.durablePosition()),
            RELEASE_MILLIS,
            RELEASE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private Server listen() throws IOException {
    ExecutorService executor =
        Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    KeyAuthenticator authenticator =
        new KeyAuthenticator(
            new ProjectRegistry(storage.records(), executor, Ticker.systemTicker()),
            AuthSettings.open(),
            Clock.systemUTC());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(executor)
            .maxInboundMessageSize(64 << 20)
            .intercept(AuthInterceptor.forNetwork(authenticator))
            .addService(
                new TraceGrpcService(ingest, IngestConfig.defaults().limits()).bindService());
    new OtlpGrpcServices(ingest, IngestConfig.defaults().limits())
        .services()
        .forEach(builder::addService);
    return builder.build().start();
  }

  private void settle(Stage stage) {
    if (stage.sink() != Stage.Sink.NONE) {
      drain.stored(journal.durablePosition()).toCompletableFuture().join();
    }
  }

  private static void die(Throwable cause) {
    cause.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** Arguments: the stage and a folder for the journal. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Stage stage = Stage.valueOf(args[0]);
    StageServer server = new StageServer(stage, Path.of(args[1]));
    System.out.println(server.listen().getPort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      if (command.equals("settle")) {
        server.settle(stage);
        System.out.println("settled");
      } else {
        System.out.println(ProcessUse.now());
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
