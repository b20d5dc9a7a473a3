/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.StreamBatchesResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends over gRPC: one client-streaming {@code StreamBatches} call per {@link #send}. The channel
 * is made by the first call.
 */
public final class GrpcTransport implements Transport {

  private static final Logger LOGGER = LoggerFactory.getLogger(GrpcTransport.class);

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** About one batch: while it is on its way the next is handed over. */
  private static final int READY_BYTES = 1 << 20;

  private final Supplier<? extends Channel> channels;
  private final boolean owned;
  private final String apiKey;
  private final Object lock = new Object();

  /** Guarded by lock. */
  private @Nullable Channel channel;

  /** Guarded by lock. */
  private @Nullable ClientCall<ByteString, StreamBatchesResponse> current;

  /** Guarded by lock. */
  private boolean aborted;

  private GrpcTransport(Supplier<? extends Channel> channels, boolean owned, String apiKey) {
    this.channels = channels;
    this.owned = owned;
    this.apiKey = apiKey;
  }

  /**
   * Uses a channel of the caller, who closes it. Its own retries should be off.
   *
   * @param apiKey sent with every call; empty for a collector without keys
   */
  public static GrpcTransport over(Channel channel, String apiKey) {
    return new GrpcTransport(() -> channel, false, apiKey);
  }

  /**
   * Makes a channel when it is first needed, and closes it. Where a file cannot be used the next
   * call tries again.
   *
   * @param files for an endpoint with TLS
   * @param apiKey sent with every call; empty for a collector without keys
   */
  public static GrpcTransport to(Endpoint endpoint, TlsFiles files, String apiKey) {
    return new GrpcTransport(() -> endpoint.channel(files), true, apiKey);
  }

  @Override
  public Reply send(List<ByteString> batches, Duration timeout) {
    ClientCall<ByteString, StreamBatchesResponse> call;
    synchronized (lock) {
      if (aborted) {
        return new Reply.Failed(Status.CANCELLED.withDescription("transport closed"), null);
      }
      try {
        call = newCall(timeout);
      } catch (TlsFileException e) {
        return new Reply.Failed(Status.UNAVAILABLE.withCause(e), null);
      }
      current = call;
    }
    try {
      return StreamCall.run(call, headers(), batches, timeout);
    } finally {
      synchronized (lock) {
        current = null;
      }
    }
  }

  private ClientCall<ByteString, StreamBatchesResponse> newCall(Duration timeout) {
    Channel made = channel;
    if (made == null) {
      made = channels.get();
      channel = made;
    }
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
            .withOnReadyThreshold(READY_BYTES);
    return made.newCall(BatchMarshaller.STREAM_BATCHES, options);
  }

  @Override
  public void abort() {
    synchronized (lock) {
      aborted = true;
      if (current != null) {
        cancel(current);
      }
    }
  }

  private static void cancel(ClientCall<?, ?> call) {
    try {
      call.cancel("client closed", null);
    } catch (RuntimeException e) {
      // gRPC's transport inside a process may, when the server has not seen the call yet.
      LOGGER.debug("Tracehub could not cancel a call, which ends by its deadline", e);
    }
  }

  @Override
  public void close() {
    abort();
    synchronized (lock) {
      if (owned && channel instanceof ManagedChannel managed) {
        managed.shutdownNow();
      }
    }
  }

  private Metadata headers() {
    Metadata headers = new Metadata();
    if (!apiKey.isEmpty()) {
      headers.put(AUTHORIZATION, "Bearer " + apiKey);
    }
    return headers;
  }
}
