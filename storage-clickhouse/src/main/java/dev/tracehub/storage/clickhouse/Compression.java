/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

/**
 * How what is sent to the server is compressed; what it answers is in LZ4 but for {@link #NONE}.
 */
public enum Compression {
  NONE,
  LZ4,
  /**
   * Less than half the bytes of LZ4, for more processor time; for a server beyond a paid network.
   */
  ZSTD
}
