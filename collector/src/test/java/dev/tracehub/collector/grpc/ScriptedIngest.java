/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.v1.BatchReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers when a test says so. Thread-safe. */
final class ScriptedIngest implements Ingest {

  private final List<CompletableFuture<BatchReceipt>> batches = new ArrayList<>();
  private final List<byte[]> received = new ArrayList<>();
  private final List<String> projects = new ArrayList<>();
  private volatile CompletionStage<OtlpReceipt> otlp =
      CompletableFuture.completedFuture(new OtlpReceipt(1, 0, 0, ""));
  volatile boolean room = true;

  @Override
  public synchronized CompletionStage<BatchReceipt> submitBatch(String project, byte[] batch) {
    CompletableFuture<BatchReceipt> receipt = new CompletableFuture<>();
    batches.add(receipt);
    received.add(batch);
    projects.add(project);
    return receipt;
  }

  @Override
  public synchronized CompletionStage<OtlpReceipt> submitOtlpTraces(
      String project, byte[] request) {
    received.add(request);
    projects.add(project);
    return otlp;
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpLogs(String project, byte[] request) {
    return submitOtlpTraces(project, request);
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpMetrics(String project, byte[] request) {
    return submitOtlpTraces(project, request);
  }

  @Override
  public boolean hasRoom() {
    return room;
  }

  void answerOtlp(CompletionStage<OtlpReceipt> answer) {
    otlp = answer;
  }

  synchronized int count() {
    return received.size();
  }

  synchronized List<byte[]> received() {
    return List.copyOf(received);
  }

  synchronized List<String> projects() {
    return List.copyOf(projects);
  }

  /** Answers a batch that came, by the order of arrival. */
  void answer(int batch, BatchReceipt receipt) {
    future(batch).complete(receipt);
  }

  void fail(int batch, Throwable error) {
    future(batch).completeExceptionally(error);
  }

  private synchronized CompletableFuture<BatchReceipt> future(int batch) {
    return batches.get(batch);
  }
}
