/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.SettingException;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.http.HttpLimits;
import dev.tracehub.collector.ingest.IngestConfig;
import dev.tracehub.collector.wire.IngestLimits;

/** Turns the settings about sizes into the limits of ingest and of the ports. */
final class Limits {

  private Limits() {}

  static IngestConfig ingest(Settings settings) {
    long inFlight = settings.get(SettingList.MAX_INFLIGHT_BYTES);
    IngestLimits limits =
        IngestLimits.defaults()
            .with("batchBytes", size(settings.get(SettingList.MAX_BATCH_BYTES), "max_batch_bytes"))
            .with("otlpRequestBytes", otlpBytes(settings))
            .with("ageDays", settings.get(SettingList.RETENTION_DAYS));
    if (inFlight < limits.otlpRequestBytes()) {
      throw new SettingException(
          "max_inflight_bytes: " + inFlight + " (expected: at least max_otlp_bytes)");
    }
    return IngestConfig.defaults().withLimits(limits).withRoom(inFlight, inFlight / 2);
  }

  static HttpLimits http(Settings settings) {
    return HttpLimits.defaults()
        .withBytes(otlpBytes(settings), settings.get(SettingList.MAX_INFLIGHT_BYTES));
  }

  static int otlpBytes(Settings settings) {
    return size(settings.get(SettingList.MAX_OTLP_BYTES), "max_otlp_bytes");
  }

  private static int size(long bytes, String name) {
    if (bytes < 1 || bytes > 1 << 30) {
      throw new SettingException(name + ": " + bytes + " (expected: 1B to 1GiB)");
    }
    return (int) bytes;
  }
}
