/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.masking.Masking;
import dev.tracehub.collector.masking.ProjectMasking;
import dev.tracehub.collector.wire.BatchWalker;
import dev.tracehub.collector.wire.TimeBounds;
import dev.tracehub.collector.wire.WireFault;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.BatchReceipt;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ingest path: admit by bytes, mask, walk, drop duplicates, journal, answer. Thread-safe.
 *
 * <p>The sender's bytes go to the journal as they are, unless a record was cut out or a secret
 * masked; nothing is parsed. All work is done by a fixed pool of threads that never block; what
 * waits is bounded in bytes.
 */
public final class IngestPipeline implements Ingest, AutoCloseable {

  /** What a batch weighs beyond its bytes: without it, floods of empty batches would be free. */
  private static final int BATCH_OVERHEAD_BYTES = 4096;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final IngestConfig config;
  private final IngestParts parts;
  private final ExecutorService threads;
  private final ByteAdmission admission;

  /**
   * Batches that were submitted and not yet answered, and one more until the pipeline is closed.
   */
  private final AtomicLong open = new AtomicLong(1);

  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean closed;

  /** A pipeline of projects that are all kept as the collector is set, and masked in one way. */
  public IngestPipeline(
      IngestConfig config,
      Journal journal,
      StoredPositions stored,
      Masking masking,
      InstantSource clock) {
    this(config, journal, stored, ProjectTerms.standard(), ProjectMasking.same(masking), clock);
  }

  /**
   * A pipeline.
   *
   * @param journal stays the caller's: the pipeline does not close it
   * @param stored tells when records are in the store, for batches that ask for that
   * @param terms tells how long the records of projects are kept, and how many they may send
   * @param masking tells what is masked in the records of projects
   * @param clock says what time it is, for the bounds of times and for accounts
   */
  public IngestPipeline(
      IngestConfig config,
      Journal journal,
      StoredPositions stored,
      ProjectTerms terms,
      ProjectMasking masking,
      InstantSource clock) {
    this.config = config;
    threads = Executors.newFixedThreadPool(config.threads(), new IngestThreads());
    admission = new ByteAdmission(config.inFlightBytes(), config.waitingBytes());
    WireModel model = WireModel.of(config.limits());
    parts =
        new IngestParts(
            config.lastStage(),
            model,
            masking,
            new WalkerPool(model),
            new DuplicateGuard(
                config.rememberedRecords(),
                config.rememberedClients(),
                new SecureRandom().nextLong()),
            journal,
            stored,
            new RetentionLookup(terms.retention(), config.limits().ageDays()),
            new QuotaLookup(terms.quotas()),
            new ProjectMeters(),
            new ClientLedger(config.rememberedClients()),
            new IngestCounters(),
            clock,
            threads);
  }

  @Override
  public CompletionStage<BatchReceipt> submitBatch(String project, byte[] batch) {
    return submit(Protocol.TRACE_BATCH, project, batch)
        .thenCompose(this::whenStored)
        .thenApply(Outcome::toReceipt);
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpTraces(String project, byte[] request) {
    return submitOtlp(Protocol.OTLP_TRACES, project, request);
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpLogs(String project, byte[] request) {
    return submitOtlp(Protocol.OTLP_LOGS, project, request);
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpMetrics(String project, byte[] request) {
    return submitOtlp(Protocol.OTLP_METRICS, project, request);
  }

  private CompletionStage<OtlpReceipt> submitOtlp(
      Protocol protocol, String project, byte[] request) {
    return submit(protocol, project, request)
        .thenApply(outcome -> outcome.toOtlpReceipt(protocol.records()));
  }

  @Override
  public boolean hasRoom() {
    return admission.hasRoom();
  }

  private CompletionStage<Outcome> submit(Protocol protocol, String project, byte[] bytes) {
    open.incrementAndGet();
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    if (closed) {
      refuse(protocol, bytes, answer, IngestFailures.closed());
      return answer;
    }
    long weight = (long) bytes.length + BATCH_OVERHEAD_BYTES;
    boolean admitted =
        admission.admit(weight, () -> start(protocol, project, bytes, weight, answer));
    if (!admitted) {
      refuse(protocol, bytes, answer, IngestFailures.busy(config.inFlightBytes()));
    }
    return answer;
  }

  private void refuse(
      Protocol protocol, byte[] bytes, CompletableFuture<Outcome> answer, Throwable failure) {
    parts.counters().refused(protocol.countRecords(bytes));
    answered();
    answer.completeExceptionally(failure);
  }

  private void start(
      Protocol protocol,
      String project,
      byte[] bytes,
      long weight,
      CompletableFuture<Outcome> answer) {
    threads.execute(
        () -> {
          IngestTask task = new IngestTask(parts, protocol, project, bytes);
          task.durable()
              .whenComplete(
                  (outcome, failure) -> {
                    admission.release(weight);
                    answered();
                    if (failure == null) {
                      answer.complete(outcome);
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
          task.run();
        });
  }

  private void answered() {
    if (open.decrementAndGet() == 0) {
      drained.complete(null);
    }
  }

  private CompletionStage<Outcome> whenStored(Outcome outcome) {
    if (!outcome.header().waitUntilStored()) {
      return CompletableFuture.completedFuture(outcome);
    }
    // Duplicates lie at positions of other batches, none of them after the newest durable one.
    long position =
        outcome.duplicates() == 0 ? outcome.position() : parts.journal().durablePosition();
    return parts
        .stored()
        .stored(position)
        .handle((nothing, failure) -> failure == null ? outcome.asStored() : outcome);
  }

  /**
   * Remembers a batch that the journal held at the start, so that its repeats are duplicates. Call
   * it for all frames, in their order, before senders are let in.
   */
  public void recover(Frame frame) {
    Protocol.of(frame.type()).ifPresent(protocol -> recover(frame, protocol));
  }

  private void recover(Frame frame, Protocol protocol) {
    BatchWalker walker = parts.walkers().take(protocol);
    try {
      walker.walk(frame.payload(), TimeBounds.ANY);
    } catch (WireFault fault) {
      // It was valid under the limits of its day. The store decides about it and about its repeats.
      return;
    }
    parts.guard().recover(frame.project(), walker, frame.nextPosition());
    if (walker.header().counted()) {
      parts.ledger().recover(frame.project(), walker.header(), frame.receivedNanos());
    }
    parts.walkers().giveBack(protocol, walker);
  }

  /** What was received so far. */
  public IngestCounters counters() {
    return parts.counters();
  }

  /** What projects sent. */
  public ProjectMeters meters() {
    return parts.meters();
  }

  /** What the clients sent and lost. */
  public ClientLedger clients() {
    return parts.ledger();
  }

  /** Bytes of batches that are received and not yet durable, those that wait included. */
  public long inFlightBytes() {
    return admission.used() + admission.waiting();
  }

  /**
   * Refuses new batches and waits, at most 20 seconds, until those on their way are answered. Close
   * the journal afterwards. Idempotent.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      answered();
    }
    try {
      drained.get(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What is still on its way is not acknowledged, and its senders will send it again.
    }
    threads.shutdown();
  }

  private static final class IngestThreads implements ThreadFactory {

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "tracehub-ingest-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
