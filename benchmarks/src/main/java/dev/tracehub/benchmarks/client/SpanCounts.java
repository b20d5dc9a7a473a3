/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.TraceBatch;
import io.grpc.MethodDescriptor;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads how many spans a request has, skipping the spans themselves. */
final class SpanCounts {

  /** A batch of our own protocol as the receipt that accepts all of it. */
  static final MethodDescriptor.Marshaller<BatchReceipt> OWN =
      new Counter<>() {
        @Override
        BatchReceipt count(CodedInputStream in) throws IOException {
          return receipt(in);
        }
      };

  /** The number of spans of an OTLP request. */
  static final MethodDescriptor.Marshaller<Long> OTLP =
      new Counter<>() {
        @Override
        Long count(CodedInputStream in) throws IOException {
          return spans(in, 0);
        }
      };

  /** The fields that lead to a span. */
  private static final int[] OTLP_PATH = {
    ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER,
    ResourceSpans.SCOPE_SPANS_FIELD_NUMBER,
    ScopeSpans.SPANS_FIELD_NUMBER
  };

  private SpanCounts() {}

  private static BatchReceipt receipt(CodedInputStream in) throws IOException {
    BatchReceipt.Builder receipt = BatchReceipt.newBuilder();
    int spans = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case TraceBatch.CLIENT_ID_FIELD_NUMBER -> receipt.setClientId(in.readString());
        case TraceBatch.SEQUENCE_FIELD_NUMBER -> receipt.setSequence(in.readUInt64());
        case TraceBatch.BATCH_ID_FIELD_NUMBER -> receipt.setBatchId(in.readString());
        case TraceBatch.SPANS_FIELD_NUMBER -> {
          spans++;
          in.skipField(tag);
        }
        default -> in.skipField(tag);
      }
    }
    return receipt.setAccepted(spans).build();
  }

  private static long spans(CodedInputStream in, int depth) throws IOException {
    long spans = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) != OTLP_PATH[depth]) {
        in.skipField(tag);
      } else if (depth == OTLP_PATH.length - 1) {
        in.skipField(tag);
        spans++;
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        spans += spans(in, depth + 1);
        in.popLimit(outer);
      }
    }
    return spans;
  }

  private abstract static class Counter<T> implements MethodDescriptor.Marshaller<T> {

    abstract T count(CodedInputStream in) throws IOException;

    @Override
    public T parse(InputStream stream) {
      try {
        return count(CodedInputStream.newInstance(stream.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InputStream stream(T value) {
      throw new UnsupportedOperationException("only received");
    }
  }
}
