/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import dev.tracehub.benchmarks.Machine;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tracehub bench questions}. */
@Command(
    name = "questions",
    description = {
      "The same questions over the same spans in three layouts on one ClickHouse.",
      "20 million spans need about 25 GB of disk and an hour."
    },
    mixinStandardHelpOptions = true)
public final class QuestionBenchmark implements Callable<Integer> {

  private static final String PROJECT = "project-2";
  private static final int WARM_UPS = 2;
  private static final long SERVER_MEMORY = 4L << 30;

  @Option(names = "--spans", defaultValue = "20000000", description = "How many spans.")
  private long spans = 20_000_000;

  @Option(names = "--runs", defaultValue = "20", description = "How often each is asked.")
  private int runs = 20;

  @Option(
      names = "--folder",
      description =
          "Where the data lies; it is used again if it is there. Default: a temporary one.")
  private @Nullable Path folder;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    out.println(Machine.describe());
    Path data = folder == null ? Files.createTempDirectory("tracehub-questions") : folder;
    try (LocalClickHouse clickHouse =
            LocalClickHouse.start(LocalClickHouseOptions.in(data).withMemoryBytes(SERVER_MEMORY));
        Storage store = store(clickHouse)) {
      Server server = new Server(clickHouse.httpUrl());
      SourceData source = new SourceData(server, spans, out);
      source.make();
      for (Layout layout : Layout.values()) {
        source.fill(layout);
      }
      reportSizes(server);
      ask(server, new StoreQuestions(store), moments(server));
    }
    return 0;
  }

  private static Storage store(LocalClickHouse clickHouse) {
    StorageProvider provider =
        ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("clickhouse"))
            .findFirst()
            .orElseThrow();
    Storage store =
        provider.create(
            new StorageSettings(
                Map.of("url", clickHouse.httpUrl().toString(), "database", "tracehub"),
                Optional.empty()));
    if (!store.check().isOk()) {
      throw new IllegalStateException("the store cannot be opened: " + store.check());
    }
    return store;
  }

  private void reportSizes(Server server) {
    out.printf("%n%-14s %14s %14s%n", "layout", "bytes on disk", "bytes a span");
    for (Layout layout : Layout.values()) {
      long bytes =
          server.number(
              "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = '"
                  + layout.database()
                  + "'");
      out.printf("%-14s %,14d %14.1f%n", layout.database(), bytes, (double) bytes / spans);
    }
  }

  /** One project of middling size, a trace of each day, the ends of many hours. */
  private List<Moment> moments(Server server) {
    List<Moment> moments = new ArrayList<>();
    Instant end = Instant.parse(SourceData.END);
    String traces =
        server.run(
            "SELECT lower(hex(trace_id)) FROM source.spans WHERE project = '"
                + PROJECT
                + "' AND parent_span_id = 0 ORDER BY cityHash64(trace_id) LIMIT "
                + (runs + WARM_UPS));
    for (String trace : traces.strip().split("\n", -1)) {
      moments.add(new Moment(PROJECT, trace, end.minus(Duration.ofHours(moments.size()))));
    }
    return moments;
  }

  private void ask(Server server, StoreQuestions ours, List<Moment> moments) {
    out.printf(
        "%n%-16s %-12s %10s %10s %14s %16s%n",
        "question", "layout", "p50 ms", "p95 ms", "rows read", "bytes read");
    for (String question : SqlFile.questions(Layout.OTEL_TRACES.questions()).keySet()) {
      for (Layout layout : Layout.values()) {
        Asked asked =
            layout == Layout.TRACEHUB
                ? measure(
                    server,
                    moments,
                    moment -> ours.ask(question, moment).toCompletableFuture().join())
                : measure(
                    server,
                    moments,
                    moment -> server.run(layout.question(question), moment.parameters()));
        out.printf(
            "%-16s %-12s %10.1f %10.1f %,14d %,16d%n",
            question, layout.database(), asked.p50(), asked.p95(), asked.rows(), asked.bytes());
      }
    }
  }

  /** Times in milliseconds; rows and bytes are of one run in mean. */
  private record Asked(double p50, double p95, long rows, long bytes) {}

  private interface Question {
    Object ask(Moment moment);
  }

  private Asked measure(Server server, List<Moment> moments, Question question) {
    for (int i = 0; i < WARM_UPS; i++) {
      question.ask(moments.get(runs + i));
    }
    double[] millis = new double[runs];
    Server.Read before = server.read();
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      question.ask(moments.get(i));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Server.Read read = server.read().minus(before);
    Arrays.sort(millis);
    return new Asked(
        millis[runs / 2], millis[runs * 95 / 100], read.rows() / runs, read.bytes() / runs);
  }
}
