/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.wire.IngestLimits;

/**
 * How ingest is set up.
 *
 * @param limits what senders may send
 * @param threads threads that walk batches
 * @param inFlightBytes most bytes of batches that are received and not yet durable
 * @param waitingBytes most bytes of batches that wait for room among them; beyond, senders are told
 *     to come back
 * @param rememberedRecords records by which repeats are recognised before the store is asked, 32
 *     bytes each
 * @param rememberedClients senders whose batches and losses are remembered
 * @param lastStage where the path ends; anything but JOURNAL is for measurements
 */
public record IngestConfig(
    IngestLimits limits,
    int threads,
    long inFlightBytes,
    long waitingBytes,
    int rememberedRecords,
    int rememberedClients,
    IngestStage lastStage) {

  /** Default of {@link #inFlightBytes}. */
  public static final long DEFAULT_IN_FLIGHT_BYTES = 128L << 20;

  /** Default of {@link #waitingBytes}. */
  public static final long DEFAULT_WAITING_BYTES = 64L << 20;

  /** Default of {@link #rememberedRecords}. */
  public static final int DEFAULT_REMEMBERED_RECORDS = 1 << 20;

  /** Default of {@link #rememberedClients}. */
  public static final int DEFAULT_REMEMBERED_CLIENTS = 2048;

  public IngestConfig {
    require("threads", threads, 1);
    require("inFlightBytes", inFlightBytes, limits.otlpRequestBytes());
    require("waitingBytes", waitingBytes, 0);
    require("rememberedRecords", rememberedRecords, 1);
    require("rememberedClients", rememberedClients, 1);
  }

  /** The defaults: a thread per processor. */
  public static IngestConfig defaults() {
    return new IngestConfig(
        IngestLimits.defaults(),
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_IN_FLIGHT_BYTES,
        DEFAULT_WAITING_BYTES,
        DEFAULT_REMEMBERED_RECORDS,
        DEFAULT_REMEMBERED_CLIENTS,
        IngestStage.JOURNAL);
  }

  /** This configuration with other limits. */
  public IngestConfig withLimits(IngestLimits newLimits) {
    return new IngestConfig(
        newLimits,
        threads,
        inFlightBytes,
        waitingBytes,
        rememberedRecords,
        rememberedClients,
        lastStage);
  }

  /** This configuration with a path that ends early. */
  public IngestConfig withLastStage(IngestStage newLastStage) {
    return new IngestConfig(
        limits,
        threads,
        inFlightBytes,
        waitingBytes,
        rememberedRecords,
        rememberedClients,
        newLastStage);
  }

  /** This configuration with other room for batches on their way. */
  public IngestConfig withRoom(long newInFlightBytes, long newWaitingBytes) {
    return new IngestConfig(
        limits,
        threads,
        newInFlightBytes,
        newWaitingBytes,
        rememberedRecords,
        rememberedClients,
        lastStage);
  }

  private static void require(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
