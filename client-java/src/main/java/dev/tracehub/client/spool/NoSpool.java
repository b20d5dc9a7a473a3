/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import dev.tracehub.client.status.SpoolStats;
import java.util.List;

/** Keeps nothing. */
enum NoSpool implements Spool {
  INSTANCE;

  @Override
  public boolean isUsable(long now) {
    return false;
  }

  @Override
  public boolean append(byte[] payload, int records, long place, long now) {
    return false;
  }

  @Override
  public List<Loaded> load(int most, long mostBytes, long now) {
    return List.of();
  }

  @Override
  public void remove(Stored stored, long now) {}

  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public void tend(long now) {}

  @Override
  public long waitNanos(long now) {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean sync(long now) {
    return true;
  }

  @Override
  public void close(long now) {}

  @Override
  public SpoolStats stats() {
    return SpoolStats.NONE;
  }
}
