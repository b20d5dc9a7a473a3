/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.masking.ProjectMasking;
import dev.tracehub.collector.wire.WireModel;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What the tasks of one pipeline share. */
record IngestParts(
    IngestStage lastStage,
    WireModel model,
    ProjectMasking masking,
    WalkerPool walkers,
    DuplicateGuard guard,
    Journal journal,
    StoredPositions stored,
    RetentionLookup retention,
    QuotaLookup quotas,
    ProjectMeters meters,
    ClientLedger ledger,
    IngestCounters counters,
    InstantSource clock,
    Executor threads) {}
