/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.errors.Failures;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.SynchronizationContext;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One streaming call: envelopes of the body go into the call as it takes them, messages of the call
 * go out as the peer reads them. Nothing is kept beyond one message in each direction.
 *
 * <p>The body and the call report on threads of their own; everything happens in {@link #turns}.
 */
final class ConnectStream extends ClientCall.Listener<byte[]> {

  private final SynchronizationContext turns =
      new SynchronizationContext((thread, error) -> failed(error));
  private final Exchange exchange;
  private final Callback done;
  private final StreamCodec codec;
  private final Envelopes envelopes;
  private final boolean takesOne;

  // What follows is touched in turns only.
  private @Nullable ClientCall<byte[], byte[]> call;
  private boolean demanded;
  private boolean bodyDone;
  private boolean requestsDone;
  private int requests;
  private boolean writing;
  private @Nullable ByteBuffer end;
  private boolean ended;

  ConnectStream(Exchange exchange, StreamCodec codec) {
    this.exchange = exchange;
    this.codec = codec;
    this.envelopes = codec.envelopes();
    this.takesOne = codec.method().call().getType().clientSendsOneMessage();
    this.done = exchange.takeOver();
  }

  /** Starts the call and the exchange of messages. */
  void start(ClientCall<byte[], byte[]> started, Metadata headers) {
    exchange.request().addFailureListener(error -> turns.execute(() -> peerGone(error)));
    turns.execute(
        () -> {
          call = started;
          started.start(this, headers);
          // The peer sees that it is heard before there is anything to tell.
          write(ByteBuffer.allocate(0));
          read();
        });
  }

  /** Ends the stream with an error before there is a call. */
  void refuse(Throwable error) {
    turns.execute(() -> end(Optional.of(Refusal.of(error)), new Metadata()));
  }

  @Override
  public void onReady() {
    turns.execute(this::read);
  }

  @Override
  public void onMessage(byte[] message) {
    turns.execute(
        () -> {
          if (!ended) {
            write(codec.answer(message));
          }
        });
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    turns.execute(
        () -> {
          requestsDone = true;
          end(
              status.isOk()
                  ? Optional.empty()
                  : Optional.of(Refusal.of(new StatusRuntimeException(status, trailers))),
              trailers);
        });
  }

  /** Moves requests from the body to the call until either has to be waited for. */
  private void read() {
    while (!requestsDone && !demanded && call != null && takesMore(call)) {
      Optional<Envelopes.Envelope> envelope = envelopes.next();
      if (envelope.isPresent()) {
        requests++;
        requireFewRequests();
        call.sendMessage(codec.request(envelope.get()));
      } else if (bodyDone) {
        requestsDone = true;
        requireWholeRequests();
        call.halfClose();
      } else {
        readBody();
      }
    }
  }

  /** A call for one message is never told that it may send. */
  private boolean takesMore(ClientCall<byte[], byte[]> open) {
    return takesOne || open.isReady();
  }

  private void readBody() {
    Content.Chunk chunk = exchange.request().read();
    if (chunk == null) {
      demanded = true;
      exchange.request().demand(() -> turns.execute(this::demandMet));
      return;
    }
    if (Content.Chunk.isFailure(chunk)) {
      failed(HttpFailure.unreadBody(chunk.getFailure()));
      return;
    }
    bodyDone = chunk.isLast();
    try {
      envelopes.append(chunk.getByteBuffer());
    } finally {
      chunk.release();
    }
  }

  private void demandMet() {
    demanded = false;
    read();
  }

  private void requireWholeRequests() {
    if (envelopes.hasRest()) {
      throw Failures.invalid(
          "body", "INCOMPLETE_ENVELOPE", "ends inside a message (expected: whole envelopes)");
    }
    if (takesOne && requests == 0) {
      throw wrongCount();
    }
  }

  private void requireFewRequests() {
    if (takesOne && requests > 1) {
      throw wrongCount();
    }
  }

  private RuntimeException wrongCount() {
    return Failures.invalid(
        "body", "WRONG_MESSAGE_COUNT", requests + " messages (expected: exactly one)");
  }

  private void write(ByteBuffer message) {
    writing = true;
    exchange
        .response()
        .write(
            false,
            message,
            Callback.from(
                () -> turns.execute(this::written), error -> turns.execute(() -> peerGone(error))));
  }

  private void written() {
    writing = false;
    if (end != null) {
      exchange.response().write(true, end, done);
    } else if (call != null && !ended) {
      call.request(1);
    }
  }

  private void end(Optional<Refusal> refusal, Metadata trailers) {
    if (ended) {
      return;
    }
    ended = true;
    requestsDone = true;
    ByteBuffer last = codec.end(refusal, trailers);
    if (writing) {
      end = last;
    } else {
      exchange.response().write(true, last, done);
    }
  }

  /** Something is wrong with what the peer sent: the call and the stream end. */
  private void failed(Throwable error) {
    end(Optional.of(Refusal.of(error)), new Metadata());
    cancel(error);
  }

  /** Nobody reads any more: the call ends. */
  private void peerGone(Throwable error) {
    requestsDone = true;
    if (!ended || writing) {
      ended = true;
      end = null;
      writing = false;
      done.failed(error);
    }
    cancel(error);
  }

  private void cancel(Throwable cause) {
    if (call != null) {
      call.cancel("the HTTP peer failed", cause);
    }
  }
}
