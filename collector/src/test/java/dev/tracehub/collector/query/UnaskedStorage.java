/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TraceReader;
import java.lang.reflect.Proxy;

/** A store that no question may reach. */
final class UnaskedStorage implements Storage {

  @Override
  public String name() {
    return "unasked";
  }

  @Override
  public CheckResult check() {
    return CheckResult.ok();
  }

  @Override
  public StorageCapabilities capabilities() {
    return new StorageCapabilities(false);
  }

  @Override
  public SpanWriter writer() {
    return unasked(SpanWriter.class);
  }

  @Override
  public TraceReader traces() {
    return unasked(TraceReader.class);
  }

  @Override
  public SpanSearch search() {
    return unasked(SpanSearch.class);
  }

  @Override
  public Analytics analytics() {
    return unasked(Analytics.class);
  }

  @Override
  public RecordStore records() {
    return unasked(RecordStore.class);
  }

  @Override
  public StorageStats stats() {
    return new StorageStats(0, 0, 0, 0);
  }

  @Override
  public void close() {}

  private static <T> T unasked(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " must not be asked");
            }));
  }
}
