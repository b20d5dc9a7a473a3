/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Hands batches to gRPC as the bytes that they are. */
enum BatchMarshaller implements MethodDescriptor.Marshaller<ByteString> {
  INSTANCE;

  /** The call, from bytes to receipts. */
  static final MethodDescriptor<ByteString, StreamBatchesResponse> STREAM_BATCHES =
      TraceServiceGrpc.getStreamBatchesMethod().toBuilder(
              INSTANCE, TraceServiceGrpc.getStreamBatchesMethod().getResponseMarshaller())
          .build();

  @Override
  public InputStream stream(ByteString batch) {
    return new BatchStream(batch);
  }

  @Override
  public ByteString parse(InputStream stream) {
    try {
      return ByteString.readFrom(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells its length, and writes itself into gRPC's buffers without one in between. */
  private static final class BatchStream extends FilterInputStream
      implements Drainable, KnownLength {

    /** What is larger goes past it. */
    private static final int SMALLEST_BUFFER = 32;

    private final ByteString batch;

    BatchStream(ByteString batch) {
      super(batch.newInput());
      this.batch = batch;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int left = available();
      // Handed to a stream directly, a ByteString would make a copy of itself first.
      CodedOutputStream out = CodedOutputStream.newInstance(target, SMALLEST_BUFFER);
      out.writeRawBytes(batch.substring(batch.size() - left));
      out.flush();
      skipNBytes(left);
      return left;
    }
  }
}
