/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request as it comes, without a thread that waits for it.
 *
 * <p>A body that is refused is read on and thrown away for a while: a sender that is still writing
 * when the connection closes would see a reset in the place of the answer. What is thrown away
 * takes no memory and is bounded by the limit once more.
 */
final class RequestBody implements Runnable {

  private final Request request;
  private final LeasedBytes bytes;
  private final int limit;
  private @Nullable StatusRuntimeException refusal;
  private long discarded;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private RequestBody(Request request, LeasedBytes bytes, int limit) {
    this.request = request;
    this.bytes = bytes;
    this.limit = limit;
  }

  /**
   * The body, decompressed if it says that it is compressed. Fails with RESOURCE_EXHAUSTED when it
   * is too large, and with an {@link HttpFailure} when it does not come whole and in time.
   */
  static CompletionStage<byte[]> read(Exchange exchange, int limit, boolean gzip) {
    LeasedBytes bytes = new LeasedBytes(limit, exchange.lease());
    RequestBody body = new RequestBody(exchange.request(), bytes, limit);
    if (exchange.request().getLength() > limit) {
      body.refusal = LeasedBytes.tooLarge(limit);
    }
    body.run();
    return gzip
        ? body.whole.thenApply(packed -> Gzip.inflate(packed, limit, exchange.lease()))
        : body.whole;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.completeExceptionally(HttpFailure.unreadBody(chunk.getFailure()));
        return;
      }
      try {
        take(chunk.getByteBuffer());
      } finally {
        chunk.release();
      }
      if (chunk.isLast() || discarded > limit) {
        finish();
        return;
      }
    }
  }

  private void take(ByteBuffer content) {
    if (refusal == null) {
      try {
        bytes.append(content);
        return;
      } catch (StatusRuntimeException e) {
        refusal = e;
      }
    }
    discarded += content.remaining();
  }

  private void finish() {
    if (refusal != null) {
      whole.completeExceptionally(refusal);
    } else {
      whole.complete(bytes.take());
    }
  }
}
