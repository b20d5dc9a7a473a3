/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import dev.tracehub.client.status.SpoolStats;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A spool in a folder. */
final class FileSpool implements Spool {

  /** Longest time that something written waits for its sync, while the worker is not in a call. */
  static final long SYNC_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  /** How often orphans are looked for. */
  static final long SCAN_INTERVAL = TimeUnit.SECONDS.toNanos(30);

  /** How long a disk that failed is left alone. */
  static final long REST = TimeUnit.SECONDS.toNanos(1);

  /** A frame that fails to be read so often is lost: the others must not wait for it for ever. */
  private static final int MOST_READ_FAILURES = 3;

  private final Folder folder;
  private final SpoolSettings settings;
  private final SpoolListener listener;
  private final Troubles troubles;
  private final Backlog backlog = new Backlog();
  private final Orphans orphans;
  private @Nullable Claim own;
  private @Nullable Segment active;
  private @Nullable Segment reading;
  private boolean dirty;
  private long dirtySince;
  private boolean scanned;
  private long lastScan;
  private final Rest writing = new Rest();
  private final Rest loading = new Rest();
  private volatile SpoolStats stats = SpoolStats.NONE;

  FileSpool(Folder folder, SpoolSettings settings, SpoolListener listener) {
    this.folder = folder;
    this.settings = settings;
    this.listener = listener;
    this.troubles = new Troubles(folder);
    this.orphans = new Orphans(folder, troubles, listener);
  }

  @Override
  public boolean isUsable(long now) {
    return writing.isOver(now);
  }

  @Override
  public boolean append(byte[] payload, int records, long place, long now) {
    long size = FrameHeader.frameBytes(payload.length);
    if (size > settings.maxBytes() || !isUsable(now)) {
      return false;
    }
    try {
      dropBeyond(settings.maxBytes() - size, now);
      Segment target = target(size, now);
      target.append(payload, records, place);
      if (!dirty) {
        dirty = true;
        dirtySince = now;
      }
      return true;
    } catch (IOException e) {
      troubles.fault(e, now);
      writing.begin(now);
      retire(now);
      return false;
    } finally {
      publish();
    }
  }

  /** The segment that takes a frame. */
  private Segment target(long frameBytes, long now) throws IOException {
    if (active != null && !active.exists()) {
      // Writing to a file without a name would succeed, and survive nothing.
      backlog.missing().forEach(segment -> lose(segment, now));
    }
    if (active != null && !active.fits(frameBytes, settings.segmentBytes())) {
      retire(now);
    }
    if (active == null) {
      active = Segment.create(folder, claim());
      backlog.add(active);
    }
    return active;
  }

  private Claim claim() throws IOException {
    if (own != null && !own.isVisible()) {
      own.release();
      own = null;
    }
    if (own == null) {
      folder.make();
      own = Claim.create(folder);
    }
    return own;
  }

  /** Nothing more is written to the active segment. */
  private void retire(long now) {
    Segment retired = active;
    boolean unsynced = dirty;
    active = null;
    dirty = false;
    if (retired == null) {
      return;
    }
    if (retired.needed() == 0) {
      delete(retired, now);
      return;
    }
    try {
      if (unsynced) {
        sync(retired);
      }
      retired.rest();
    } catch (IOException e) {
      troubles.fault(e, now);
    }
  }

  private void sync(Segment segment) throws IOException {
    segment.sync();
    folder.sync();
  }

  /** Drops the oldest segments until no more than so many bytes are left. */
  private void dropBeyond(long bytes, long now) {
    while (backlog.bytes() > bytes) {
      Segment oldest = backlog.oldest();
      for (Stored stored : oldest.allNeeded()) {
        byte[] payload = null;
        try {
          payload = oldest.read(stored);
        } catch (IOException e) {
          troubles.fault(e, now);
        }
        oldest.leave(stored);
        listener.dropped(stored, payload);
      }
      delete(oldest, now);
    }
  }

  private void lose(Segment segment, long now) {
    for (Stored stored : segment.allNeeded()) {
      segment.leave(stored);
      listener.lost(stored);
    }
    delete(segment, now);
  }

  private void delete(Segment segment, long now) {
    backlog.remove(segment);
    active = segment == active ? null : active;
    reading = segment == reading ? null : reading;
    dirty &= active != null;
    try {
      segment.delete();
      Claim claim = segment.claim();
      if (claim != own && !claim.hasSegments()) {
        claim.release();
      }
    } catch (IOException e) {
      troubles.fault(e, now);
    }
  }

  @Override
  public List<Loaded> load(int most, long mostBytes, long now) {
    List<Loaded> loaded = new ArrayList<>();
    long bytes = 0;
    Stored next = backlog.nextToLoad();
    while (next != null && loaded.size() < most && loading.isOver(now)) {
      bytes += next.payloadBytes();
      if (bytes > mostBytes && !loaded.isEmpty()) {
        break;
      }
      byte[] payload = read(next, now);
      if (payload != null) {
        next.segment().loaded();
        loaded.add(new Loaded(next, payload));
      }
      next = backlog.nextToLoad();
    }
    publish();
    return loaded;
  }

  private byte @Nullable [] read(Stored stored, long now) {
    try {
      if (!stored.segment().exists()) {
        // An open file outlives its name, and may be another's by now.
        throw new NoSuchFileException(stored.segment().name());
      }
      open(stored.segment());
      byte[] payload = stored.segment().read(stored);
      if (payload != null) {
        return payload;
      }
      troubles.damaged(1, now);
    } catch (NoSuchFileException e) {
      troubles.fault(e, now);
    } catch (IOException e) {
      troubles.fault(e, now);
      loading.begin(now);
      if (stored.addReadFailure() < MOST_READ_FAILURES) {
        return null;
      }
    }
    leave(stored, now);
    listener.lost(stored);
    return null;
  }

  /** One file beside the active one is open at a time. */
  private void open(Segment segment) throws IOException {
    Segment before = reading;
    reading = segment;
    if (before != null && before != segment && before != active) {
      before.rest();
    }
  }

  @Override
  public void remove(Stored stored, long now) {
    if (!stored.isGone()) {
      leave(stored, now);
      publish();
    }
  }

  private void leave(Stored stored, long now) {
    Segment segment = stored.segment();
    segment.leave(stored);
    if (segment.needed() == 0) {
      delete(segment, now);
      return;
    }
    try {
      open(segment);
      segment.markDone(stored);
    } catch (IOException e) {
      // Then it is sent once more by the next process, and the collector knows it.
      troubles.fault(e, now);
    }
  }

  @Override
  public boolean isEmpty() {
    return backlog.isEmpty();
  }

  @Override
  public void tend(long now) {
    if (!scanned || now - lastScan >= SCAN_INTERVAL) {
      scanned = true;
      lastScan = now;
      backlog.addOrphans(orphans.adopt(now));
      dropBeyond(settings.maxBytes(), now);
      publish();
    }
    if (dirty && now - dirtySince >= SYNC_INTERVAL) {
      sync(now);
    }
  }

  @Override
  public long waitNanos(long now) {
    long scan = scanned ? lastScan + SCAN_INTERVAL - now : 0;
    return dirty ? Math.min(scan, dirtySince + SYNC_INTERVAL - now) : scan;
  }

  @Override
  public boolean sync(long now) {
    if (dirty && active != null) {
      sync(active, now);
    }
    return backlog.segments().stream().noneMatch(Segment::isDoubtful);
  }

  private void sync(Segment segment, long now) {
    // Whatever comes of it: after a failure the kernel takes the lost pages for written.
    dirty = false;
    try {
      sync(segment);
    } catch (IOException e) {
      troubles.fault(e, now);
      writing.begin(now);
      retire(now);
      publish();
    }
  }

  @Override
  public void close(long now) {
    retire(now);
    backlog.segments().forEach(segment -> attempt(segment::rest, now));
    backlog.claims(own).forEach(claim -> attempt(claim::release, now));
    own = null;
    publish();
  }

  /** What must not keep the next from being done. */
  private interface DiskWork {
    void run() throws IOException;
  }

  private void attempt(DiskWork work, long now) {
    try {
      work.run();
    } catch (IOException e) {
      troubles.fault(e, now);
    }
  }

  private void publish() {
    stats =
        new SpoolStats(
            backlog.batches(),
            backlog.bytes(),
            troubles.damagedFrames(),
            troubles.tornTails(),
            troubles.faults());
  }

  @Override
  public SpoolStats stats() {
    return stats;
  }

  /** Leaves a disk alone for a while after it failed. */
  private static final class Rest {
    private boolean resting;
    private long until;

    void begin(long now) {
      resting = true;
      until = now + REST;
    }

    boolean isOver(long now) {
      resting = resting && until - now > 0;
      return !resting;
    }
  }
}
