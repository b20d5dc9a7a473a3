/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes spans over the three protocols and answers at once: counts them without parsing them. In
 * the process of the libraries, so that its work counts for each of them alike.
 */
final class Sinks implements AutoCloseable {

  private final LongAdder delivered;
  private final Server grpc;
  private final HttpServer http;
  private final ExecutorService httpThreads = Executors.newCachedThreadPool();

  Sinks(LongAdder delivered) throws IOException {
    this.delivered = delivered;
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    grpc =
        NettyServerBuilder.forAddress(any)
            .directExecutor()
            .addService(ownService())
            .addService(otlpService())
            .build()
            .start();
    http = HttpServer.create(any, 0);
    http.setExecutor(httpThreads);
    http.createContext("/", this::take);
    http.start();
  }

  int grpcPort() {
    return grpc.getPort();
  }

  int httpPort() {
    return http.getAddress().getPort();
  }

  private ServerServiceDefinition ownService() {
    MethodDescriptor<BatchReceipt, StreamBatchesResponse> method =
        MethodDescriptor.<BatchReceipt, StreamBatchesResponse>newBuilder()
            .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
            .setFullMethodName(TraceServiceGrpc.getStreamBatchesMethod().getFullMethodName())
            .setRequestMarshaller(SpanCounts.OWN)
            .setResponseMarshaller(
                ProtoUtils.marshaller(StreamBatchesResponse.getDefaultInstance()))
            .build();
    return ServerServiceDefinition.builder(TraceServiceGrpc.SERVICE_NAME)
        .addMethod(method, ServerCalls.asyncClientStreamingCall(Receipts::new))
        .build();
  }

  private ServerServiceDefinition otlpService() {
    MethodDescriptor<Long, ExportTraceServiceResponse> method =
        MethodDescriptor.<Long, ExportTraceServiceResponse>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(
                io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.getExportMethod()
                    .getFullMethodName())
            .setRequestMarshaller(SpanCounts.OTLP)
            .setResponseMarshaller(
                ProtoUtils.marshaller(ExportTraceServiceResponse.getDefaultInstance()))
            .build();
    return ServerServiceDefinition.builder(
            io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.SERVICE_NAME)
        .addMethod(method, ServerCalls.asyncUnaryCall(this::export))
        .build();
  }

  private void export(Long spans, StreamObserver<ExportTraceServiceResponse> answer) {
    delivered.add(spans);
    answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
    answer.onCompleted();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @Override
  public void close() {
    grpc.shutdownNow();
    http.stop(0);
    httpThreads.shutdownNow();
  }

  /** Answers one stream. */
  private final class Receipts implements StreamObserver<BatchReceipt> {

    private final StreamObserver<StreamBatchesResponse> answer;
    private final StreamBatchesResponse.Builder receipts = StreamBatchesResponse.newBuilder();
    private long spans;

    Receipts(StreamObserver<StreamBatchesResponse> answer) {
      this.answer = answer;
    }

    @Override
    public void onNext(BatchReceipt receipt) {
      spans += receipt.getAccepted();
      receipts.addReceipts(receipt);
    }

    @Override
    public void onError(Throwable thrown) {
      // The client has ended the call; nobody is there to be answered.
    }

    @Override
    public void onCompleted() {
      delivered.add(spans);
      answer.onNext(receipts.build());
      answer.onCompleted();
    }
  }
}
