/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TraceReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;

/** A store that answers every question alike. */
final class ScriptedStorage implements Storage {

  private final InvocationHandler script;

  private ScriptedStorage(InvocationHandler script) {
    this.script = script;
  }

  /** A store that no question may reach. */
  static Storage unasked() {
    return new ScriptedStorage(
        (proxy, method, arguments) -> {
          throw new AssertionError(method + " must not be asked");
        });
  }

  /** A store whose stages all end so. */
  static Storage answering(CompletionStage<?> stage) {
    return new ScriptedStorage((proxy, method, arguments) -> stage);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public CheckResult check() {
    return CheckResult.ok();
  }

  @Override
  public StorageCapabilities capabilities() {
    return new StorageCapabilities(false, false);
  }

  @Override
  public SpanWriter writer() {
    return scripted(SpanWriter.class);
  }

  @Override
  public TraceReader traces() {
    return scripted(TraceReader.class);
  }

  @Override
  public SpanSearch search() {
    return scripted(SpanSearch.class);
  }

  @Override
  public SideRecordSearch sideRecords() {
    return scripted(SideRecordSearch.class);
  }

  @Override
  public Analytics analytics() {
    return scripted(Analytics.class);
  }

  @Override
  public RecordStore records() {
    return scripted(RecordStore.class);
  }

  @Override
  public CompletionStage<Boolean> purge(String project) {
    throw new AssertionError("purge must not be asked");
  }

  @Override
  public StorageStats stats() {
    return new StorageStats(0, 0, 0, 0);
  }

  @Override
  public void close() {}

  private <T> T scripted(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, script));
  }
}
