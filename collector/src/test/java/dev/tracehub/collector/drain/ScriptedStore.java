/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A writer that keeps what it takes, fails as often as told and refuses poison. */
final class ScriptedStore implements SpanWriter {

  final List<Block> attempts = new CopyOnWriteArrayList<>();
  final List<StoredRecord> held = new CopyOnWriteArrayList<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final List<StorageException> failures = new ArrayList<>();
  private volatile Predicate<StoredRecord> poison = record -> false;
  private volatile Optional<String> life = Optional.empty();
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  /** As a machine that lost its power before it wrote back. */
  synchronized void forgetAll() {
    held.clear();
    tokens.clear();
  }

  synchronized ScriptedStore failing(StorageException... script) {
    failures.addAll(List.of(script));
    return this;
  }

  ScriptedStore poisonedBy(Predicate<StoredRecord> predicate) {
    poison = predicate;
    return this;
  }

  /** As one that can tell when it may have lost something. */
  void live(String name) {
    life = Optional.of(name);
  }

  @Override
  public CompletionStage<Optional<String>> life() {
    return CompletableFuture.completedFuture(life);
  }

  /** As one that has much to do: answers when it is told to. */
  void hold() {
    gate = new CompletableFuture<>();
  }

  void answer() {
    gate.complete(null);
  }

  @Override
  public CompletionStage<WriteResult> write(Block block) {
    attempts.add(block);
    return gate.thenCompose(open -> take(block));
  }

  private synchronized CompletionStage<WriteResult> take(Block block) {
    if (!failures.isEmpty()) {
      return CompletableFuture.failedFuture(failures.remove(0));
    }
    if (block.records().stream().anyMatch(poison)) {
      return CompletableFuture.failedFuture(StorageException.invalid("cannot hold a record"));
    }
    if (!tokens.add(block.token())) {
      return CompletableFuture.completedFuture(
          new WriteResult(0, block.records().size(), List.of()));
    }
    held.addAll(block.records());
    return CompletableFuture.completedFuture(new WriteResult(block.records().size(), 0, List.of()));
  }
}
