/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.tracehub.collector.admin.AdminView;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.collector.drain.Drain;
import dev.tracehub.collector.drain.DrainStats;
import dev.tracehub.collector.ingest.IngestPipeline;
import dev.tracehub.collector.ingest.ProjectUse;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalStats;
import dev.tracehub.collector.masking.MaskingCounts;
import dev.tracehub.collector.pricing.UnpricedModels;
import dev.tracehub.collector.sampling.SamplingStats;
import dev.tracehub.collector.tls.ServerTls;
import dev.tracehub.collector.tls.TlsStatus;
import dev.tracehub.collector.usage.MissingUsages;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.v1.ClientStatus;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.DrainStatus;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.GetProjectUseResponse;
import dev.tracehub.v1.IngestCounters;
import dev.tracehub.v1.JournalState;
import dev.tracehub.v1.JournalStatus;
import dev.tracehub.v1.MaskedCount;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.StoreStatus;
import dev.tracehub.v1.UnpricedModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what AdminService answers. */
record IngestReport(
    Instant startTime,
    InstantSource clock,
    String sync,
    Journal journal,
    Drain drain,
    IngestPipeline ingest,
    Storage storage,
    DeadLetters letters,
    UnpricedModels unpriced,
    MaskingCounts masked,
    MissingUsages silent,
    SamplingStats sampling,
    Optional<ServerTls> tls)
    implements AdminView {

  /** The same with TLS, which stands before it all. */
  IngestReport withTls(Optional<ServerTls> ports) {
    return new IngestReport(
        startTime, clock, sync, journal, drain, ingest, storage, letters, unpriced, masked, silent,
        sampling, ports);
  }

  @Override
  public GetIngestStatusResponse status() {
    DrainStats drained = drain.stats();
    GetIngestStatusResponse.Builder status = GetIngestStatusResponse.newBuilder();
    tls.ifPresent(ports -> status.setTls(tlsStatus(ports.status())));
    return status
        .setVersion(BuildVersion.get())
        .setStartTime(Timestamp.newBuilder().setSeconds(startTime.getEpochSecond()))
        .setJournal(journalStatus(journal.stats()))
        .setDrain(drainStatus(drained))
        .setStore(storeStatus())
        .setCounters(counters(drained))
        .build();
  }

  private JournalStatus journalStatus(JournalStats stats) {
    return JournalStatus.newBuilder()
        .setState(JournalState.valueOf("JOURNAL_STATE_" + stats.state().name()))
        .setReason(stats.reason())
        .setDiskBytes(stats.diskBytes())
        .setLimitBytes(stats.limitBytes())
        .setSegments(stats.segments())
        .setDurablePosition(stats.durablePosition())
        .setTornFrames(stats.tornFrames())
        .setQuarantinedFrames(stats.quarantinedFrames())
        .setSync(sync)
        .build();
  }

  private static dev.tracehub.v1.TlsStatus tlsStatus(TlsStatus tls) {
    return dev.tracehub.v1.TlsStatus.newBuilder()
        .setExpireTime(Timestamp.newBuilder().setSeconds(tls.expiry().getEpochSecond()))
        .setReloads(tls.reloads())
        .setFailures(tls.failures())
        .setLastError(tls.lastError())
        .build();
  }

  private DrainStatus drainStatus(DrainStats stats) {
    long now = Instant.now().toEpochMilli();
    long waited =
        stats.oldestWaitingNanos() == 0 ? 0 : now - stats.oldestWaitingNanos() / 1_000_000;
    return DrainStatus.newBuilder()
        .setStoredPosition(stats.storedPosition())
        .setLagBytes(stats.lagBytes())
        .setLag(Durations.fromMillis(Math.max(0, waited)))
        .setDeadLetters(stats.deadLetters())
        .setState(stats.state().name().toLowerCase(Locale.ROOT))
        .setLastError(stats.lastError())
        .setHeldTraces(sampling.held())
        .setSampledOutSpans(sampling.sampledOut())
        .setTracesDecidedEarly(sampling.decidedEarly())
        .build();
  }

  private StoreStatus storeStatus() {
    StorageStats stats = storage.stats();
    CheckResult check = storage.check();
    return StoreStatus.newBuilder()
        .setName(storage.name())
        .setOk(check.isOk())
        .setError(check.problem().orElse(""))
        .setSpans(stats.spans())
        .setBytes(stats.bytes())
        .setLimitBytes(stats.limitBytes())
        .setEvictedTraces(stats.evictedTraces())
        .build();
  }

  private IngestCounters counters(DrainStats drained) {
    return ingest.counters().toProto().toBuilder()
        .setStored(drained.stored())
        .putAllMasked(masked.totals())
        .build();
  }

  @Override
  public List<ClientStatus> clients(String project) {
    return ingest.clients().clients(project);
  }

  @Override
  public GetProjectUseResponse use(String project) {
    ProjectUse use = ingest.meters().use(project, clock.instant());
    return GetProjectUseResponse.newBuilder()
        .setProjectId(project)
        .setBytesToday(use.bytesToday())
        .setRecords(use.records())
        .setRefusedRecords(use.refusedRecords())
        .setSampledOutSpans(sampling.sampledOut(project))
        .build();
  }

  @Override
  public List<DeadLetter> deadLetters(Optional<String> project) {
    return letters.list(project);
  }

  @Override
  public long replayDeadLetters(Optional<String> project, Collection<String> ids) {
    return letters.replay(project, ids, journal);
  }

  @Override
  public List<UnpricedModel> unpricedModels(Optional<String> project) {
    return unpriced.list(project);
  }

  @Override
  public List<MaskedCount> masked(Optional<String> project) {
    return masked.list(project);
  }

  @Override
  public List<MissingUsage> missingUsage(Optional<String> project) {
    return silent.list(project);
  }
}
