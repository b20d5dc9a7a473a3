/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.SegmentMaker.Made;
import java.io.IOException;
import java.io.SyncFailedException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the next segment ready before the writer needs it and deletes segments that nobody needs, on
 * a thread of its own. {@link #take} and {@link #release} are thread-safe.
 *
 * <p>A segment that cannot be made because of the limit, the reserve or an error before its sync
 * leaves the journal full; it is tried again when something was released and at an interval. A sync
 * that failed is the journal's failure.
 */
final class SegmentKeeper implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentKeeper.class);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Disk disk;
  private final JournalConfig config;
  private final SegmentMaker maker;
  private final SegmentCatalog catalog;
  private final JournalFate fate;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long nextBase; // guarded by lock
  private @Nullable Made spare; // guarded by lock
  private String obstacle = ""; // guarded by lock; why there is no spare
  private boolean closed; // guarded by lock
  private long released; // guarded by lock
  private boolean retry; // guarded by lock; something was released since the last attempt

  SegmentKeeper(Disk disk, JournalConfig config, Recovered recovered, JournalFate fate) {
    this.disk = disk;
    this.config = config;
    this.maker = new SegmentMaker(disk, recovered.identity(), config.segmentBytes());
    this.catalog = recovered.catalog();
    this.nextBase = recovered.nextBase();
    this.fate = fate;
  }

  /**
   * The next segment, waiting while it is made. When none can be made the journal is full: throws
   * {@link JournalFullException}.
   */
  Made take() {
    lock.lock();
    try {
      while (spare == null && obstacle.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      Made taken = spare;
      if (taken == null) {
        fate.status().full(obstacle);
        throw new JournalFullException(obstacle);
      }
      spare = null;
      nextBase = taken.segment().limit();
      catalog.add(taken.segment());
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Says that nobody needs frames before the position. */
  void release(long position) {
    lock.lock();
    try {
      released = Math.max(released, position);
      retry = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes on disk of all segments, those in preparation too. */
  long diskBytes() {
    return catalog.bytes() + (hasSpare() ? config.segmentBytes() : 0);
  }

  int segments() {
    return catalog.size() + (hasSpare() ? 1 : 0);
  }

  @Override
  public void run() {
    try {
      while (awaitWork()) {
        deleteReleased();
        if (!hasSpare()) {
          prepare();
        }
      }
    } catch (IOException | RuntimeException e) {
      fate.fail("journal segment could not be synced", e);
      offer(null, String.valueOf(e.getMessage()));
    } finally {
      closeSpare();
    }
  }

  /** Ends the thread after what it is doing. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitWork() {
    lock.lock();
    try {
      long left = RETRY_NANOS;
      while (!closed && !obstacle.isEmpty() && !retry && left > 0) {
        left = changed.awaitNanos(left);
      }
      retry = false;
      while (!closed && spare != null && deletable().isEmpty()) {
        changed.await();
      }
      return !closed;
    } catch (InterruptedException e) {
      return !isClosed(); // Nobody has a reason to interrupt; close() ends the thread.
    } finally {
      lock.unlock();
    }
  }

  /** The oldest segment, when it may go. Under the lock. */
  private Optional<Segment> deletable() {
    return catalog
        .first()
        .filter(segment -> segment.limit() <= released)
        .filter(segment -> catalog.bytesBefore(released) > config.retainBytes());
  }

  private Optional<Segment> lockedDeletable() {
    lock.lock();
    try {
      return deletable();
    } finally {
      lock.unlock();
    }
  }

  private void deleteReleased() throws IOException {
    boolean deleted = false;
    for (Optional<Segment> next = lockedDeletable(); next.isPresent(); next = lockedDeletable()) {
      catalog.remove(next.get());
      deleted = true;
      try {
        disk.delete(next.get().name());
      } catch (IOException e) {
        LOG.warn("cannot delete {}; the next start finds it", next.get().name(), e);
      }
    }
    if (deleted) {
      disk.sync();
    }
  }

  private void prepare() throws IOException {
    try {
      String missing = missingRoom();
      if (missing.isEmpty()) {
        offer(maker.make(nextBase()), "");
      } else {
        offer(null, missing);
      }
    } catch (SyncFailedException e) {
      throw e;
    } catch (IOException e) {
      offer(null, "cannot make a segment: " + e.getMessage());
    }
  }

  private String missingRoom() throws IOException {
    long needed = config.segmentBytes();
    if (catalog.bytes() + needed > config.maxBytes()) {
      return "disk limit of " + config.maxBytes() + " bytes reached";
    }
    long left = disk.usableBytes() - needed;
    return left < config.minFreeBytes()
        ? "disk reserve of " + config.minFreeBytes() + " bytes reached"
        : "";
  }

  private void offer(@Nullable Made made, String newObstacle) {
    lock.lock();
    try {
      spare = made;
      obstacle = newObstacle;
      if (made != null) {
        fate.status().opened();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long nextBase() {
    lock.lock();
    try {
      return nextBase;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasSpare() {
    lock.lock();
    try {
      return spare != null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void closeSpare() {
    lock.lock();
    try {
      if (spare != null) {
        spare.file().close();
      }
    } catch (IOException e) {
      LOG.warn("cannot close a prepared segment", e);
    } finally {
      lock.unlock();
    }
  }
}
