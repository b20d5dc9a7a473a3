/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tracehub.collector.json.RandomMessages;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.InstrumentationScope;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.Usage;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.HexFormat;
import java.util.Random;

/** Random batches, valid ones and others. For one thread. */
public final class RandomBatches {

  private final Random random;
  private final RandomMessages messages;
  private int made;

  public RandomBatches(long seed) {
    random = new Random(seed);
    messages = new RandomMessages(seed);
  }

  /** A batch of valid records of all kinds. */
  public TraceBatch traceBatch() {
    TraceBatch.Builder batch = TraceBatch.newBuilder().setBatchId("b").setService("shop");
    if (random.nextBoolean()) {
      batch.setClientId("client").setSequence(1 + random.nextInt(100));
    }
    for (int i = random.nextInt(20); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> batch.addStartedSpans(span().clearEndTimeUnixNano());
        case 1 -> batch.addEvents(TestBatches.event(made++));
        case 2 -> batch.addEvaluations(TestBatches.evaluation(made++));
        case 3 -> batch.addMetrics(TestBatches.metric(made++));
        case 4 -> batch.addJobs(TestBatches.job(made++));
        default -> batch.addSpans(span());
      }
    }
    return batch.build();
  }

  private Span.Builder span() {
    Span.Builder span = TestBatches.span(made++);
    if (random.nextBoolean()) {
      String id = HexFormat.of().toHexDigits(1 + (random.nextLong() >>> 1));
      span.setTraceId("abcdefAB-0000-4000-8000-" + id.substring(4)).setParentSpanId(id);
    }
    if (random.nextBoolean()) {
      span.setStatus(messages.next(Status.getDefaultInstance()))
          .setScope(messages.next(InstrumentationScope.getDefaultInstance()))
          .setInput(messages.next(Payload.getDefaultInstance()).toBuilder().clearSizeBytes())
          .setGraph(messages.next(GraphPosition.getDefaultInstance()))
          .setUsage(Usage.newBuilder().setInputTokens(random.nextInt(1000)).putRaw("x", -1));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      span.putAttributes("k" + i, messages.next(AttributeValue.getDefaultInstance()))
          .addTags("안녕 " + i)
          .addEvents(messages.next(Event.getDefaultInstance()))
          .addLinks(
              Link.newBuilder()
                  .setTraceId(TestBatches.TRACE_ID)
                  .setSpanId(TestBatches.spanId(random.nextInt(100))));
    }
    return span;
  }

  /** An OTLP request of valid spans. */
  public ExportTraceServiceRequest request() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      ResourceSpans.Builder resource =
          ResourceSpans.newBuilder().setSchemaUrl("https://example.org");
      resource.getResourceBuilder().addAttributes(messages.next(KeyValue.getDefaultInstance()));
      for (int j = random.nextInt(3); j > 0; j--) {
        resource.addScopeSpans(scope());
      }
      request.addResourceSpans(resource);
    }
    return request.build();
  }

  private ScopeSpans.Builder scope() {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    scope.getScopeBuilder().setName("instrumentation");
    for (int i = random.nextInt(6); i > 0; i--) {
      io.opentelemetry.proto.trace.v1.Span.Builder span = TestBatches.otlpSpan(made++);
      for (int j = random.nextInt(4); j > 0; j--) {
        span.addAttributes(messages.next(KeyValue.getDefaultInstance()))
            .addEvents(
                messages.next(io.opentelemetry.proto.trace.v1.Span.Event.getDefaultInstance()))
            .addLinks(
                io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                    .setTraceId(ByteString.copyFrom(new byte[16])));
      }
      scope.addSpans(span);
    }
    return scope;
  }

  /** Any message of the prototype's type, mostly an invalid one. */
  public <M extends Message> M any(M prototype) {
    return messages.next(prototype);
  }

  /** The bytes with a few changed, inserted, taken out or cut off. */
  public byte[] mutated(byte[] bytes) {
    byte[] mutated = bytes.clone();
    for (int i = 1 + random.nextInt(4); i > 0 && mutated.length > 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated = java.util.Arrays.copyOf(mutated, at);
        default ->
            System.arraycopy(
                mutated, 0, mutated, at, Math.min(mutated.length - at, random.nextInt(16)));
      }
    }
    return mutated;
  }

  /** Bytes without meaning. */
  public byte[] noise() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  public boolean nextBoolean() {
    return random.nextBoolean();
  }
}
