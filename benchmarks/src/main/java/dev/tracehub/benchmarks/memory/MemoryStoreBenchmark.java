/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.memory;

import dev.tracehub.benchmarks.Machine;
import dev.tracehub.benchmarks.SpanGenerator;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.memory.MemoryStorageProvider;
import dev.tracehub.v1.Span;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads generated spans into a memory store and measures what it costs and how fast it answers.
 *
 * <p>The bound is three quarters of the heap ({@code -Xmx}); in too small a heap the store evicts,
 * and the report says so.
 */
@Command(
    name = "memory",
    description = "Bytes per span of the memory store, and how fast it answers.",
    mixinStandardHelpOptions = true)
public final class MemoryStoreBenchmark implements Callable<Integer> {

  static final String PROJECT = "bench";

  private static final int BLOCK_SPANS = 2000;

  @Option(names = "--spans", defaultValue = "1000000", description = "How many spans to load.")
  private int spans = 1_000_000;

  @Option(names = "--span-bytes", defaultValue = "1024", description = "Mean size of a span.")
  private int spanBytes = 1024;

  private final PrintStream out = System.out;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new MemoryStoreBenchmark()).execute(args));
  }

  @Override
  public Integer call() {
    out.println(Machine.describe());
    long maxBytes = Runtime.getRuntime().maxMemory() / 4 * 3;
    try (Storage store =
        new MemoryStorageProvider()
            .create(
                new StorageSettings(
                    Map.of("max_bytes", Long.toString(maxBytes)), Optional.empty()))) {
      long baseline = ProcessMeter.usedHeap();
      Loaded loaded = load(store);
      report(store.stats(), loaded, ProcessMeter.usedHeap() - baseline);
      new QuestionRun(store, loaded.sample(), out).run();
    }
    return 0;
  }

  /** What was loaded. */
  private record Loaded(
      long spans, long serialisedBytes, long wallNanos, long processorNanos, List<Span> sample) {}

  private Loaded load(Storage store) {
    SpanGenerator generator =
        new SpanGenerator(SpanGenerator.Settings.DEFAULT.withSpanBytes(spanBytes));
    List<Span> sample = new ArrayList<>();
    long loaded = 0;
    long bytes = 0;
    long wall = 0;
    long processor = 0;
    while (loaded < spans) {
      List<Span> some = generator.nextSpans(BLOCK_SPANS);
      for (Span span : some) {
        bytes += span.getSerializedSize();
      }
      sample.add(some.get(0));
      Block block =
          new Block(
              "block-" + loaded,
              some.stream()
                  .<StoredRecord>map(span -> new StoredRecord.Finished(PROJECT, span))
                  .toList());
      long start = System.nanoTime();
      long processorStart = ProcessMeter.processorNanos();
      store.writer().write(block).toCompletableFuture().join();
      wall += System.nanoTime() - start;
      processor += ProcessMeter.processorNanos() - processorStart;
      loaded += some.size();
    }
    return new Loaded(loaded, bytes, wall, processor, sample);
  }

  private void report(StorageStats stats, Loaded loaded, long heapBytes) {
    double payload = (double) loaded.serialisedBytes() / loaded.spans();
    out.printf("loaded           %,d spans of %.0f bytes in mean%n", loaded.spans(), payload);
    out.printf(
        "load rate        %,.0f spans/s on the one writer thread, %,.0f spans per processor second%n",
        loaded.spans() * (double) TimeUnit.SECONDS.toNanos(1) / loaded.wallNanos(),
        loaded.spans() * (double) TimeUnit.SECONDS.toNanos(1) / loaded.processorNanos());
    out.printf(
        "held             %,d spans, %,d traces evicted%n", stats.spans(), stats.evictedTraces());
    double counted = (double) stats.bytes() / stats.spans();
    double real = (double) heapBytes / stats.spans();
    out.printf(
        "bytes per span   %.0f counted (%.0f beyond the serialised span), %.0f of heap (counted is"
            + " %+.1f%% off)%n",
        counted, counted - payload, real, 100 * (counted - real) / real);
  }
}
