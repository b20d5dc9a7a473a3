/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.memory.schema.ProjectData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the projects, takes blocks and keeps the bound.
 *
 * <p>There is no lock. One thread at a time writes ({@link #write} is called by the writer thread
 * alone), and it owns everything that changes: the registries of traces, the window of tokens, the
 * working data of each project. All data that readers see is immutable. The writer builds the next
 * data of a project beside the present one, sharing the chunks that stay, and publishes it with one
 * volatile write per project after the whole block is in and the bound is kept. So a reader sees a
 * block as a whole or not at all, keeps what it took for as long as it likes, and neither waits for
 * the writer nor makes it wait. A block of several projects becomes visible one project after the
 * other, which no question can tell, because each is about one project.
 *
 * <p>What this costs: the heap holds, besides what the bound counts, the block at hand, the chunks
 * that a merge or an eviction is replacing, and old chunks that a running question still reads.
 */
public final class SpanStore {

  /** A trace may take one part in this many of the bound. */
  private static final int TRACE_SHARE = 2;

  /** Evicting makes room for one part in this many beyond what is needed, to be done rarely. */
  private static final int HEADROOM_SHARE = 32;

  private static final int REMEMBERED_BLOCKS = 16_384;

  private final long maxBytes;
  private final Map<String, Project> projects = new ConcurrentHashMap<>();
  private final TokenWindow tokens = new TokenWindow(REMEMBERED_BLOCKS);
  private long evictedTraces;
  private volatile StorageStats stats;

  /** An empty store that holds at most {@code maxBytes}. */
  public SpanStore(long maxBytes) {
    this.maxBytes = maxBytes;
    this.stats = new StorageStats(0, 0, maxBytes, 0);
  }

  /** What is held of a project now. Any thread. */
  public ProjectData project(String name) {
    Project project = projects.get(name);
    return project == null ? ProjectData.EMPTY : project.published();
  }

  /** How much is held. Any thread. */
  public StorageStats stats() {
    return stats;
  }

  /** Stores a block. The writer thread. */
  public WriteResult write(Block block) {
    if (tokens.contains(block.token())) {
      return new WriteResult(0, block.records().size(), List.of());
    }
    Map<String, PendingProject> pending = new LinkedHashMap<>();
    WriteResult result = sort(block, pending);
    try {
      pending.values().forEach(PendingProject::commit);
      keepBound();
    } finally {
      // Also when evicting failed: what was committed is held, and a second try finds it by its
      // ids.
      projects.values().forEach(Project::publish);
      stats = measure();
    }
    tokens.add(block.token());
    return result;
  }

  /** Forgets a project; whether anything of it was held. The writer thread. */
  public boolean purge(String name) {
    Project project = projects.remove(name);
    stats = measure();
    return project != null && !project.published().isEmpty();
  }

  private WriteResult sort(Block block, Map<String, PendingProject> pending) {
    int stored = 0;
    int duplicates = 0;
    List<WriteResult.Rejected> rejected = new ArrayList<>();
    List<StoredRecord> records = block.records();
    for (int i = 0; i < records.size(); i++) {
      StoredRecord record = records.get(i);
      Outcome outcome = pending.computeIfAbsent(record.project(), this::pending).add(record);
      if (outcome instanceof Outcome.Refused refused) {
        rejected.add(new WriteResult.Rejected(i, refused.conflict(), refused.reason()));
      } else if (outcome instanceof Outcome.Stored) {
        stored++;
      } else {
        duplicates++;
      }
    }
    return new WriteResult(stored, duplicates, rejected);
  }

  private PendingProject pending(String name) {
    Project project = projects.computeIfAbsent(name, key -> new Project());
    return new PendingProject(project, maxBytes / TRACE_SHARE);
  }

  private void keepBound() {
    long used = heapBytes();
    while (used > maxBytes) {
      OldestTraces oldest = new OldestTraces(used - maxBytes + maxBytes / HEADROOM_SHARE);
      projects.values().forEach(oldest::offer);
      if (oldest.chosen().isEmpty()) {
        return;
      }
      Map<Project, Eviction> evictions = new HashMap<>();
      for (OldestTraces.Victim victim : oldest.chosen()) {
        evictions.computeIfAbsent(victim.project(), Eviction::new).add(victim);
      }
      evictions.values().forEach(eviction -> evictedTraces += eviction.apply());
      used = heapBytes();
    }
  }

  private long heapBytes() {
    return tokens.heapBytes() + projects.values().stream().mapToLong(Project::heapBytes).sum();
  }

  private StorageStats measure() {
    long spans = 0;
    for (Project project : projects.values()) {
      spans += project.published().spans().rows();
    }
    return new StorageStats(spans, heapBytes(), maxBytes, evictedTraces);
  }
}
