/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.KnownLength;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** Sends encoded batches as they are. Thread-safe. */
final class Sender {

  private static final MethodDescriptor<byte[], byte[]> STREAM =
      raw(TraceServiceGrpc.getStreamBatchesMethod());
  private static final MethodDescriptor<byte[], byte[]> EXPORT =
      raw(io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.getExportMethod());

  private final ManagedChannel channel;
  private final Protocol protocol;

  Sender(ManagedChannel channel, Protocol protocol) {
    this.channel = channel;
    this.protocol = protocol;
  }

  /** Sends batches in one call; completes with the answer's bytes. */
  CompletableFuture<byte[]> send(Iterable<byte[]> batches) {
    ClientCall<byte[], byte[]> call =
        channel.newCall(protocol == Protocol.OWN ? STREAM : EXPORT, CallOptions.DEFAULT);
    CompletableFuture<byte[]> answered = new CompletableFuture<>();
    call.start(new Answer(answered), new Metadata());
    call.request(2);
    batches.forEach(call::sendMessage);
    call.halfClose();
    return answered;
  }

  private static MethodDescriptor<byte[], byte[]> raw(MethodDescriptor<?, ?> method) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(method.getType())
        .setFullMethodName(method.getFullMethodName())
        .setRequestMarshaller(Bytes.MARSHALLER)
        .setResponseMarshaller(Bytes.MARSHALLER)
        .build();
  }

  private static final class Answer extends ClientCall.Listener<byte[]> {

    private final CompletableFuture<byte[]> answered;
    private byte[] message = new byte[0];

    Answer(CompletableFuture<byte[]> answered) {
      this.answered = answered;
    }

    @Override
    public void onMessage(byte[] received) {
      message = received;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk()) {
        answered.complete(message);
      } else {
        answered.completeExceptionally(status.asRuntimeException(trailers));
      }
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    static final Bytes MARSHALLER = new Bytes();

    @Override
    public InputStream stream(byte[] value) {
      return new KnownBytes(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class KnownBytes extends ByteArrayInputStream implements KnownLength {
    KnownBytes(byte[] bytes) {
      super(bytes);
    }
  }
}
