/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * The bytes of a simulated file, as the page cache has them and as the disk has them. Not
 * thread-safe: the disk's lock guards it.
 */
final class SimulatedFile {

  static final int BLOCK_BYTES = 4096;

  private byte[] cache;
  private byte[] stored;
  private final BitSet dirty = new BitSet();
  private final BitSet unreadable = new BitSet();

  SimulatedFile(byte[] content) {
    this.cache = content;
    this.stored = content.clone();
  }

  /** What the kernel would read. Changes to it are damage on the disk. */
  byte[] bytes() {
    return cache;
  }

  void replaceBytes(byte[] content) {
    cache = content;
    stored = content.clone();
    dirty.clear();
  }

  int write(ByteBuffer source, int offset) {
    int bytes = source.remaining();
    if (offset + bytes > cache.length) {
      cache = Arrays.copyOf(cache, offset + bytes);
    }
    source.get(cache, offset, bytes);
    if (bytes > 0) {
      dirty.set(offset / BLOCK_BYTES, (offset + bytes - 1) / BLOCK_BYTES + 1);
    }
    return bytes;
  }

  void unreadable(int block) {
    unreadable.set(block);
  }

  int read(ByteBuffer target, int offset) throws IOException {
    int last = (offset + target.remaining() - 1) / BLOCK_BYTES;
    if (!unreadable.get(offset / BLOCK_BYTES, last + 1).isEmpty()) {
      throw new IOException("Input/output error");
    }
    if (offset >= cache.length) {
      return target.hasRemaining() ? -1 : 0;
    }
    int bytes = Math.min(target.remaining(), cache.length - offset);
    target.put(cache, offset, bytes);
    return bytes;
  }

  void truncate(int bytes) {
    if (bytes < cache.length) {
      cache = Arrays.copyOf(cache, bytes);
    }
  }

  void force() {
    stored = Arrays.copyOf(stored, cache.length);
    dirty.stream().forEach(this::store);
    dirty.clear();
  }

  /** A sync that fails: the kernel forgets that the pages were never written. */
  void failForce() {
    dirty.clear();
  }

  /** The file after the process was killed: the page cache lives on. */
  SimulatedFile afterKill() {
    SimulatedFile copy = new SimulatedFile(cache.clone());
    copy.stored = stored.clone();
    copy.dirty.or(dirty);
    return copy;
  }

  /** The file after a power cut: what was synced, and any of the other blocks. */
  SimulatedFile afterPowerCut(Random random) {
    SimulatedFile copy = afterKill();
    copy.stored = Arrays.copyOf(stored, random.nextBoolean() ? stored.length : cache.length);
    dirty.stream().filter(block -> random.nextBoolean()).forEach(copy::store);
    return new SimulatedFile(copy.stored);
  }

  private void store(int block) {
    int from = block * BLOCK_BYTES;
    int to = Math.min(from + BLOCK_BYTES, Math.min(cache.length, stored.length));
    if (from < to) {
      System.arraycopy(cache, from, stored, from, to - from);
    }
  }
}
