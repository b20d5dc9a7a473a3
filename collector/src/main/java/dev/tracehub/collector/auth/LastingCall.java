/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.collector.errors.Answers;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A streaming call that ends when its caller may no longer make it: the key is revoked, expired or
 * deactivated, or its project is. Asked again with a message, in either direction, at most once an
 * {@link #INTERVAL}. No message waits for a store that has to be asked: the answer ends the call
 * when it comes, and a store that does not answer ends none. Thread-safe, as handlers answer from
 * their own threads while messages arrive.
 */
final class LastingCall<ReqT, RespT> extends SimpleForwardingServerCall<ReqT, RespT> {

  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The admin key's project is not found once it is purged. */
  private static final Set<Status.Code> ENDS =
      Set.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED, Status.Code.NOT_FOUND);

  private final Supplier<CompletionStage<Principal>> authentication;
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime() + INTERVAL.toNanos());
  private final Object lock = new Object();
  private volatile ServerCall.@Nullable Listener<ReqT> handler;
  // Both are written under the lock.
  private volatile boolean ended;
  private volatile boolean refused;

  LastingCall(ServerCall<ReqT, RespT> call, Supplier<CompletionStage<Principal>> authentication) {
    super(call);
    this.authentication = authentication;
  }

  /** What the transport is to tell of this call, which it passes on to the call's handler. */
  ServerCall.Listener<ReqT> listener(ServerCall.Listener<ReqT> handler) {
    this.handler = handler;
    return new SimpleForwardingServerCallListener<>(handler) {
      @Override
      public void onMessage(ReqT message) {
        if (mayGoOn()) {
          super.onMessage(message);
        }
      }
    };
  }

  private boolean mayGoOn() {
    long now = System.nanoTime();
    long due = nextLook.get();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + INTERVAL.toNanos())) {
      authentication.get().whenComplete((principal, error) -> note(error));
    }
    return !ended;
  }

  private void note(@Nullable Throwable error) {
    if (error == null) {
      return;
    }
    StatusRuntimeException failure = Answers.failure(error);
    Status.Code code = failure.getStatus().getCode();
    if (ENDS.contains(code)) {
      end(failure);
    }
  }

  /** The handler learns it as it learns that a client is gone. */
  private void end(StatusRuntimeException failure) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      refused = true;
      Metadata trailers = failure.getTrailers();
      super.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
    }
    ServerCall.Listener<ReqT> told = handler;
    if (told != null) {
      told.onCancel();
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    synchronized (lock) {
      if (!ended) {
        super.sendHeaders(headers);
      }
    }
  }

  @Override
  public void sendMessage(RespT message) {
    if (!mayGoOn()) {
      return;
    }
    synchronized (lock) {
      if (!ended) {
        super.sendMessage(message);
      }
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    synchronized (lock) {
      if (!ended) {
        ended = true;
        super.close(status, trailers);
      }
    }
  }

  @Override
  public boolean isCancelled() {
    return refused || super.isCancelled();
  }
}
