/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Instant;

/** Fills a journal until the collector refuses. */
final class JournalFiller {

  private static final int FIRST = 1_000;
  private static final int MOST = 10_000;

  private JournalFiller() {}

  /** Sends batches until one is refused; answers the refusal. */
  static Status fill(CollectorClient client) {
    CrashLoad load = new CrashLoad(0, (Instant.now().getEpochSecond() - 1800) * 1_000_000_000L);
    for (int number = FIRST; number < FIRST + MOST; number++) {
      try {
        client.send(load.batch(number));
      } catch (StatusRuntimeException e) {
        return StatusProto.fromThrowable(e);
      }
    }
    throw new AssertionError("the journal is never full");
  }

  /** When to come back, as a refusal says. */
  static RetryInfo retryInfo(Status refusal) throws InvalidProtocolBufferException {
    for (Any detail : refusal.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return detail.unpack(RetryInfo.class);
      }
    }
    throw new AssertionError("no RetryInfo in " + refusal);
  }
}
