/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tracehub.collector.auth.ProjectData;
import dev.tracehub.collector.auth.ProjectLifecycle;
import dev.tracehub.collector.auth.ProjectRegistry;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.dialect.OtlpTranslator;
import dev.tracehub.collector.dialect.SpanPipeline;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.collector.drain.Drain;
import dev.tracehub.collector.drain.DrainConfig;
import dev.tracehub.collector.drain.FrameDecoder;
import dev.tracehub.collector.drain.RecordDecoder;
import dev.tracehub.collector.estimate.CallTokens;
import dev.tracehub.collector.estimate.Estimates;
import dev.tracehub.collector.estimate.ProjectEstimates;
import dev.tracehub.collector.flow.Periodic;
import dev.tracehub.collector.ingest.IngestPipeline;
import dev.tracehub.collector.ingest.ProjectTerms;
import dev.tracehub.collector.ingest.Quota;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.lifecycle.PurgeSchedule;
import dev.tracehub.collector.lifecycle.Removal;
import dev.tracehub.collector.lifecycle.UnpurgedWriter;
import dev.tracehub.collector.masking.Masking;
import dev.tracehub.collector.masking.MaskingCounts;
import dev.tracehub.collector.masking.PolicyMasking;
import dev.tracehub.collector.masking.ProjectMasking;
import dev.tracehub.collector.pricing.PriceBooks;
import dev.tracehub.collector.pricing.Pricing;
import dev.tracehub.collector.pricing.ProjectPricing;
import dev.tracehub.collector.pricing.UnpricedModels;
import dev.tracehub.collector.tail.TailHub;
import dev.tracehub.collector.tail.TailLimits;
import dev.tracehub.collector.usage.MissingUsages;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What stands behind the ports: ingest, journal, drain and store.
 *
 * @param storage the store
 * @param projects the projects in it
 * @param lifecycle takes them from state to state
 * @param data what they hold
 * @param journal the journal of ingest
 * @param drain moves the one into the other
 * @param tail tells live readers
 * @param ingest takes batches
 * @param report what AdminService answers
 * @param costs what PricingService works with
 * @param replayStart where the replay of this start began
 * @param closers closes all of it
 */
record Pipeline(
    Storage storage,
    ProjectRegistry projects,
    ProjectLifecycle lifecycle,
    ProjectData data,
    Journal journal,
    Drain drain,
    TailHub tail,
    IngestPipeline ingest,
    IngestReport report,
    Costs costs,
    long replayStart,
    Closers closers)
    implements AutoCloseable {

  private static final long BLOCK_BYTES = 32L << 20;

  /** How much of what came before a start is read anew: more than usage roles remember. */
  private static final long MEMORY_BYTES = 64L << 20;

  private static final Duration DURABLE_BLOCK_AGE = Duration.ofSeconds(1);

  /**
   * Opens the journal, remembers what it holds, and begins to bring the store to where it is.
   *
   * @param executor runs what live readers are told
   */
  static Pipeline open(
      Settings settings, Executor executor, Clock clock, Consumer<Throwable> onFatal)
      throws IOException {
    Closers closers = new Closers();
    try {
      return open(settings, executor, new Hooks(clock, onFatal), closers);
    } catch (IOException | RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  private static Pipeline open(Settings settings, Executor executor, Hooks hooks, Closers closers)
      throws IOException {
    Clock clock = hooks.clock();
    Journaling journaling = new Journaling(settings, hooks.onFatal());
    Storage storage = closers.add(Stores.open(settings));
    ProjectRegistry projects =
        new ProjectRegistry(storage.records(), executor, Ticker.systemTicker());
    boolean durable = storage.capabilities().durable();
    Journal journal = closers.add(journaling.ofIngest(durable));
    DeadLetters letters = letters(closers.add(journaling.ofDeadLetters()), clock);
    UnpricedModels unpriced = new UnpricedModels();
    MissingUsages silent = new MissingUsages();
    TailHub tail = closers.add(new TailHub(executor, TailLimits.DEFAULTS));
    PriceBooks books = books(settings, storage, journal, clock);
    CallTokens tokens = new CallTokens();
    Sampling sampling = new Sampling(projects, heldBytes(settings), clock);
    Drain.Parts parts =
        new Drain.Parts(
            journal,
            closers.add(journaling.ledger(journal, durable, clock)),
            new UnpurgedWriter(storage.writer(), projects::isPurged),
            () ->
                sampling.over(
                    decoder(
                        new ProjectPricing(books, storage.records(), clock),
                        new ProjectEstimates(projects::estimation, clock, tokens))),
            letters,
            block -> {
              unpriced.record(block.records());
              silent.record(block.records());
              tail.publish(block);
            },
            hooks.onFatal());
    long start = journal.firstPosition();
    Drain drain = closers.add(new Drain(drainConfig(settings, durable), parts));
    MaskingCounts masked = new MaskingCounts();
    IngestPipeline ingest =
        closers.add(
            new IngestPipeline(
                Limits.ingest(settings),
                journal,
                drain::stored,
                new ProjectTerms(projects::retention, project -> quota(projects, project)),
                masking(settings, projects, masked),
                clock));
    Replay.remember(journal, ingest);
    Optional<Path> folder = settings.get(SettingList.DATA_DIR);
    if (folder.isPresent()) {
      QuotaFile use = closers.add(QuotaFile.open(folder.get(), ingest.meters(), clock));
      closers.add(Periodic.every(QuotaFile.PERIOD, "tracehub-quota", use));
    }
    drain.start();
    closers.add(sampling.ticks(journal));
    ProjectLifecycle lifecycle =
        new ProjectLifecycle(projects, settings.get(SettingList.PROJECT_RESTORE), clock);
    Removal removal = new Removal(storage, letters, projects);
    closers.add(
        Periodic.every(
            PurgeSchedule.PERIOD,
            "tracehub-purge",
            new PurgeSchedule(lifecycle, removal, letters)));
    String sync = settings.get(SettingList.SYNC).name().toLowerCase(Locale.ROOT);
    IngestReport report =
        new IngestReport(
            clock.instant(),
            clock,
            sync,
            journal,
            drain,
            ingest,
            storage,
            letters,
            unpriced,
            masked,
            silent,
            sampling.stats(),
            Optional.empty());
    Costs costs =
        Costs.of(books, storage, new JournalledCorrections(journal, drain, clock), unpriced, clock);
    closers.add(costs.rerates());
    return new Pipeline(
        storage, projects, lifecycle, removal, journal, drain, tail, ingest, report, costs, start,
        closers);
  }

  private static CompletionStage<Quota> quota(ProjectRegistry projects, String project) {
    return projects
        .receiving(project)
        .thenApply(
            found ->
                found
                    .map(held -> new Quota(held.getMaxSpansPerSecond(), held.getMaxBytesPerDay()))
                    .orElse(Quota.NONE));
  }

  private static FrameDecoder decoder(Pricing prices, Estimates estimates) {
    return new RecordDecoder(
        new SpanPipeline(
            OtlpTranslator.create(),
            prices,
            estimates,
            new UsageRoles(UsageRoles.DEFAULT_MAX_SPANS)));
  }

  private static DeadLetters letters(Journal journal, Clock clock) throws IOException {
    try {
      return new DeadLetters(journal, clock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading dead letters", e);
    }
  }

  private static PriceBooks books(Settings settings, Storage storage, Journal journal, Clock clock)
      throws IOException {
    boolean survives = settings.get(SettingList.DATA_DIR).isPresent();
    return new PriceBooks(
        storage.records(),
        survives ? Optional.of(journal.id()) : Optional.empty(),
        settings.get(SettingList.PRICE_BOOK),
        clock.millis() * 1_000_000);
  }

  private static DrainConfig drainConfig(Settings settings, boolean durable) {
    int maxRecords = settings.get(SettingList.BLOCK_MAX_RECORDS);
    if (!durable) {
      return new DrainConfig(maxRecords, BLOCK_BYTES, Duration.ZERO, 0, 0);
    }
    long keep = Journaling.keepBytes(settings);
    long memory = MEMORY_BYTES + 2 * heldBytes(settings);
    return new DrainConfig(
        maxRecords, BLOCK_BYTES, DURABLE_BLOCK_AGE, Math.min(keep, memory), keep);
  }

  /** What is held must be found in the journal again, and what was decided before it too. */
  private static long heldBytes(Settings settings) {
    return Math.min(
        settings.get(SettingList.SAMPLING_HOLD_BYTES), Journaling.keepBytes(settings) / 4);
  }

  private static ProjectMasking masking(
      Settings settings, ProjectRegistry projects, MaskingCounts counts) {
    return settings.get(SettingList.MASKING)
        ? new PolicyMasking(projects::masking, counts)
        : ProjectMasking.same(Masking.none());
  }

  /** How much of the replay is done, from 0 to 1. A durable store needs none to answer. */
  double replayProgress() {
    return storage.capabilities().durable() ? 1 : drain.replayProgress(replayStart);
  }

  @Override
  public void close() {
    closers.close();
  }

  /**
   * What the outside gives.
   *
   * @param clock the time of day
   * @param onFatal told when the collector cannot go on
   */
  private record Hooks(Clock clock, Consumer<Throwable> onFatal) {}
}
