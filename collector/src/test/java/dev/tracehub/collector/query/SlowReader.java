/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that takes answers of a stream only when told to. */
final class SlowReader<T> implements ClientResponseObserver<Object, T> {

  private final List<T> items = new CopyOnWriteArrayList<>();
  private volatile ClientCallStreamObserver<Object> call;
  private volatile boolean ended;

  void take(int count) {
    call.request(count);
  }

  void cancel() {
    call.cancel("the reader has seen enough", null);
  }

  List<T> items() {
    return items;
  }

  int taken() {
    return items.size();
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Object> requestStream) {
    call = requestStream;
    call.disableAutoRequestWithInitial(0);
  }

  @Override
  public void onNext(T item) {
    items.add(item);
  }

  @Override
  public void onError(Throwable error) {
    ended = true;
  }

  @Override
  public void onCompleted() {
    ended = true;
  }
}
