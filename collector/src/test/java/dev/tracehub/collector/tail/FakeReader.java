/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** The server's side of a tail whose reader the test plays. */
final class FakeReader extends ServerCallStreamObserver<TailSpansResponse> {

  final List<TailSpansResponse> answers = new ArrayList<>();
  boolean ready = true;
  boolean broken;
  Throwable error;

  private boolean cancelled;
  private Runnable onReady = () -> {};
  private Runnable onCancel = () -> {};

  void becomeReady() {
    ready = true;
    onReady.run();
  }

  void cancel() {
    cancelled = true;
    onCancel.run();
  }

  List<Span> spans() {
    return answers.stream().flatMap(answer -> answer.getSpansList().stream()).toList();
  }

  List<String> names() {
    return spans().stream().map(Span::getName).toList();
  }

  long missed() {
    return answers.stream().mapToLong(TailSpansResponse::getMissed).sum();
  }

  @Override
  public void onNext(TailSpansResponse answer) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    answers.add(answer);
  }

  @Override
  public void onError(Throwable failure) {
    error = failure;
  }

  @Override
  public void onCompleted() {}

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    onCancel = handler;
  }

  @Override
  public void setCompression(String compression) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}

  @Override
  public void setMessageCompression(boolean enable) {}
}
