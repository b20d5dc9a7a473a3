/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Serves unary calls whose request stays bytes. Thread-safe. */
final class UnaryCalls<T> implements ServerCallHandler<InboundMessage, T> {

  /** Answers one request. */
  interface Method<T> {
    CompletionStage<T> answer(String project, byte[] request);
  }

  private final Method<T> method;

  UnaryCalls(Method<T> method) {
    this.method = method;
  }

  @Override
  public ServerCall.Listener<InboundMessage> startCall(
      ServerCall<InboundMessage, T> call, Metadata headers) {
    String project;
    try {
      project = Callers.project();
    } catch (StatusRuntimeException e) {
      CallEnd.fail(call, e);
      return new ServerCall.Listener<>() {};
    }
    // The second would tell that the caller sends more than one.
    call.request(2);
    return new Call<>(call, method, project);
  }

  private static final class Call<T> extends ServerCall.Listener<InboundMessage> {

    private final ServerCall<InboundMessage, T> call;
    private final Method<T> method;
    private final String project;
    private final Object lock = new Object();

    /** Only touched by the callbacks, which come one after the other. */
    private @Nullable InboundMessage request;

    @GuardedBy("lock") private boolean ended;

    Call(ServerCall<InboundMessage, T> call, Method<T> method, String project) {
      this.call = call;
      this.method = method;
      this.project = project;
    }

    @Override
    public void onMessage(InboundMessage message) {
      if (request == null) {
        request = message;
      } else {
        end(null, wrongCount("more than one message"));
      }
    }

    @Override
    public void onHalfClose() {
      InboundMessage message = request;
      request = null;
      if (message == null) {
        end(null, wrongCount("no message"));
      } else if (message.refusal() != null) {
        end(null, message.refusal());
      } else {
        method.answer(project, message.bytes()).whenComplete(this::end);
      }
    }

    @Override
    public void onCancel() {
      synchronized (lock) {
        ended = true;
      }
    }

    private void end(@Nullable T response, @Nullable Throwable error) {
      synchronized (lock) {
        if (ended) {
          return;
        }
        ended = true;
        if (response != null) {
          CallEnd.answer(call, response);
        } else {
          CallEnd.fail(call, error == null ? new IllegalStateException("no answer") : error);
        }
      }
    }

    private static StatusRuntimeException wrongCount(String what) {
      return Failures.failure(
          Code.INVALID_ARGUMENT, "WRONG_MESSAGE_COUNT", "call: " + what + " (expected: one)");
    }
  }
}
