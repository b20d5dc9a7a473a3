/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import brave.Span;
import brave.Tracer;
import brave.Tracing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/**
 * Brave with zipkin-reporter's asynchronous reporter over HTTP; everything but compression is its
 * default. Compression is off, as it is by default in the others: it would be most of the cost.
 */
final class ZipkinRecorder implements SpanRecorder {

  private final BytesMessageSender sender;
  private final AsyncZipkinSpanHandler handler;
  private final Tracing tracing;
  private final Tracer tracer;

  /**
   * @param delivered counts what the sink has taken. Counted at the sender, which knows the number
   *     of spans in a message: the sink would have to read the JSON
   */
  ZipkinRecorder(int port, LongAdder delivered) {
    sender =
        new CountingSender(
            URLConnectionSender.newBuilder()
                .endpoint("http://127.0.0.1:" + port + "/api/v2/spans")
                .compressionEnabled(false)
                .build(),
            delivered);
    handler = AsyncZipkinSpanHandler.create(sender);
    tracing =
        Tracing.newBuilder().localServiceName(Workload.SERVICE).addSpanHandler(handler).build();
    tracer = tracing.tracer();
  }

  @Override
  public void record(long number) {
    Span span = tracer.nextSpan().name(Workload.NAME).start();
    span.tag(Workload.OPERATION_KEY, Workload.OPERATION)
        .tag(Workload.PROVIDER_KEY, Workload.PROVIDER)
        .tag(Workload.MODEL_KEY, Workload.MODEL)
        .tag(Workload.RESPONSE_KEY, Workload.RESPONSE)
        .tag(Workload.INPUT_KEY, Long.toString(Workload.inputTokens(number)))
        .tag(Workload.OUTPUT_KEY, Long.toString(Workload.outputTokens(number)))
        .tag(Workload.TEMPERATURE_KEY, Double.toString(Workload.TEMPERATURE))
        .tag(Workload.CACHED_KEY, Boolean.toString(Workload.cached(number)));
    span.finish();
  }

  @Override
  public void flush() {
    // It sends what it has after a second. Its flush sends one message, beside the one under way.
  }

  @Override
  public void close() {
    tracing.close();
    handler.close();
    try {
      sender.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record CountingSender(BytesMessageSender sender, LongAdder delivered)
      implements BytesMessageSender {

    @Override
    public zipkin2.reporter.Encoding encoding() {
      return sender.encoding();
    }

    @Override
    public int messageMaxBytes() {
      return sender.messageMaxBytes();
    }

    @Override
    public int messageSizeInBytes(List<byte[]> spans) {
      return sender.messageSizeInBytes(spans);
    }

    @Override
    public int messageSizeInBytes(int bytes) {
      return sender.messageSizeInBytes(bytes);
    }

    @Override
    public void send(List<byte[]> spans) throws IOException {
      sender.send(spans);
      delivered.add(spans.size());
    }

    @Override
    public void close() throws IOException {
      sender.close();
    }
  }
}
