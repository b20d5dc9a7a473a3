/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of one request as it comes, without a thread that waits for it. */
final class RequestBody implements Runnable {

  private final Request request;
  private final LeasedBytes bytes;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private RequestBody(Request request, LeasedBytes bytes) {
    this.request = request;
    this.bytes = bytes;
  }

  /**
   * The body, decompressed if it says that it is compressed. Fails with RESOURCE_EXHAUSTED when it
   * is too large, and with an {@link HttpFailure} when it does not come whole and in time.
   */
  static CompletionStage<byte[]> read(Exchange exchange, int limit, boolean gzip) {
    if (exchange.request().getLength() > limit) {
      return CompletableFuture.failedStage(LeasedBytes.tooLarge(limit));
    }
    LeasedBytes bytes = new LeasedBytes(limit, exchange.lease());
    RequestBody body = new RequestBody(exchange.request(), bytes);
    body.run();
    return gzip
        ? body.whole.thenApply(packed -> Gzip.inflate(packed, limit, exchange.lease()))
        : body.whole;
  }

  @Override
  public void run() {
    try {
      readAvailable();
    } catch (StatusRuntimeException e) {
      whole.completeExceptionally(e);
    }
  }

  private void readAvailable() {
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
        bytes.append(chunk.getByteBuffer());
      } finally {
        chunk.release();
      }
      if (chunk.isLast()) {
        whole.complete(bytes.take());
        return;
      }
    }
  }
}
