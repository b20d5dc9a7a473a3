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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tracehub bench questions}. */
@Command(
    name = "questions",
    description = {
      "The same questions over the same spans in three layouts on one ClickHouse: ours, that of the"
          + " OpenTelemetry exporter, one like Langfuse 3.",
      "20 million spans need about an hour and 30 GB of disk, of which 20 GB stay in --folder."
    },
    mixinStandardHelpOptions = true)
public final class QuestionBenchmark implements Callable<Integer> {

  private static final int WARM_UPS = 10;
  private static final int LEAST_WARM_UPS = 2;
  private static final Duration WARM_UP_TIME = Duration.ofMillis(1_500);
  private static final long SERVER_MEMORY = 6L << 30;
  private static final long DISK_BYTES_PER_SPAN = 1_500;

  @Option(names = "--spans", defaultValue = "20000000", description = "How many spans.")
  private long spans = 20_000_000;

  @Option(names = "--runs", defaultValue = "20", description = "How often each is asked at most.")
  private int runs = 20;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long a question is asked in a layout at most, but three times at least.")
  private int seconds = 5;

  @Option(
      names = "--folder",
      description = {
        "Where the data lies and stays. A load that was interrupted goes on.",
        "Default: a temporary folder that goes with the run."
      })
  private @Nullable Path folder;

  @Option(names = "--reuse", description = "Only ask: the folder holds all spans.")
  private boolean reuse;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "How many of the 30 days to load at most; a later run loads on.")
  private int days = SourceData.DAYS;

  @Option(names = "--load-only", description = "Only load.")
  private boolean loadOnly;

  @Option(names = "--only", split = ",", description = "Which questions. Default: all.")
  private List<String> only = List.of();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    if (folder != null) {
      Files.createDirectories(folder);
      run(folder);
      return 0;
    }
    Path temporary = Files.createTempDirectory("tracehub-questions");
    try {
      run(temporary);
    } finally {
      delete(temporary);
    }
    return 0;
  }

  private void run(Path data) throws IOException {
    out.println(Machine.describe());
    try (LocalClickHouse clickHouse =
            LocalClickHouse.start(LocalClickHouseOptions.in(data).withMemoryBytes(SERVER_MEMORY));
        Storage store = store(clickHouse, Layout.TRACEHUB.database())) {
      Server server = new Server(clickHouse.httpUrl());
      SourceData source = new SourceData(server, spans, out);
      if (!reuse) {
        requireDisk(data);
        if (!source.fill(days)) {
          return;
        }
        source.settle();
      }
      reportSizes(server, source.spans());
      if (!loadOnly) {
        ask(server, store);
      }
    }
  }

  private void requireDisk(Path data) throws IOException {
    long needed = spans * DISK_BYTES_PER_SPAN;
    long free = Files.getFileStore(data).getUsableSpace();
    out.printf("needs about %,d MB of disk, free are %,d MB%n", needed >> 20, free >> 20);
    if (free < needed) {
      throw new IOException(data + ": " + free + " bytes free (expected: " + needed + ")");
    }
  }

  /** The store as the collector finds it. */
  static Storage store(LocalClickHouse clickHouse, String database) {
    StorageProvider provider =
        ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("clickhouse"))
            .findFirst()
            .orElseThrow();
    Storage store =
        provider.create(
            new StorageSettings(
                Map.of("url", clickHouse.httpUrl().toString(), "database", database),
                Optional.empty()));
    if (!store.check().isOk()) {
      throw new IllegalStateException("the store cannot be opened: " + store.check());
    }
    return store;
  }

  private void reportSizes(Server server, long held) {
    for (Layout layout : Layout.values()) {
      long bytes =
          server.number(
              "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = '"
                  + layout.database()
                  + "'");
      out.printf(
          "%s: %,d bytes on disk, %.1f a span%n",
          layout.database(), bytes, (double) bytes / Math.max(1, held));
    }
  }

  private void ask(Server server, Storage store) {
    List<Moment> moments = Moment.some(server, runs + WARM_UPS);
    StoreQuestions ours = new StoreQuestions(store);
    out.printf("%n| question |");
    for (Layout layout : Layout.values()) {
      out.printf(" %s p50 / p95 ms | rows / MB read |", layout.database());
    }
    out.printf(" rows answered |%n|---|%s%n", "---|".repeat(2 * Layout.values().length + 1));
    for (String question : SqlFile.questions(Layout.OTEL_TRACES.questions()).keySet()) {
      if (only.isEmpty() || only.contains(question)) {
        moments.forEach(moment -> ours.prepare(question, moment));
        ask(server, question, moments, ours);
      }
    }
  }

  private void ask(Server server, String question, List<Moment> moments, StoreQuestions ours) {
    Map<Layout, Asked> answers = new EnumMap<>(Layout.class);
    for (Layout layout : Layout.values()) {
      Answerer answerer = layout == Layout.TRACEHUB ? ours : new SqlQuestions(server, layout);
      answers.put(layout, measure(server, moments, question, answerer));
    }
    out.printf("| %s |", question);
    answers.values().forEach(asked -> out.printf(" %s |", asked.cells()));
    List<String> rows =
        answers.values().stream().map(asked -> Long.toString(asked.answered())).distinct().toList();
    out.printf(" %s |%n", String.join(", ", rows));
  }

  /** Every run finds the caches of earlier answers empty, and those of files warm. */
  private Asked measure(Server server, List<Moment> moments, String question, Answerer answerer) {
    warmUp(moments.subList(moments.size() - WARM_UPS, moments.size()), question, answerer);
    Asked.Runs asked = new Asked.Runs();
    Server.Read read = new Server.Read(0, 0);
    long begin = System.nanoTime();
    long most = Duration.ofSeconds(seconds).toNanos();
    for (Moment moment : moments.subList(0, moments.size() - WARM_UPS)) {
      if (asked.count() >= Asked.Runs.LEAST && System.nanoTime() - begin > most) {
        break;
      }
      server.run("SYSTEM DROP QUERY CONDITION CACHE");
      read = read.plus(server.readFor(() -> asked.time(() -> answerer.ask(question, moment))));
    }
    return asked.read(read);
  }

  private static void warmUp(List<Moment> moments, String question, Answerer answerer) {
    long begin = System.nanoTime();
    for (int i = 0; i < moments.size(); i++) {
      if (i >= LEAST_WARM_UPS && System.nanoTime() - begin > WARM_UP_TIME.toNanos()) {
        return;
      }
      answerer.ask(question, moments.get(i));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
