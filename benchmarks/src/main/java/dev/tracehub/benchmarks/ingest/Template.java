/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.Usage;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * A batch that was encoded once and is sent many times, each time with other ids and later times:
 * the sender's encoding is not what is measured. Thread-safe.
 */
final class Template {

  private static final long MARK = 0x7A3C5E0000000000L;
  private static final long DURATION = 800_000_000L;

  /** As if 100,000 spans came a second: times grow as they do in life, and stay in the past. */
  private static final long BETWEEN_SPANS = 10_000;

  private static final String[] WORDS =
      ("order refund invoice delivery the a customer asked when policy thirty days package shipped answer model"
              + " token latency budget please check status number account password reset 주문 환불 배송 안내")
          .split(" ");

  private final Protocol protocol;
  private final byte[] bytes;
  private final long firstStart;
  private final int[] traceOffsets;
  private final int[] spanOffsets;
  private final int[] startOffsets;
  private final int[] endOffsets;

  private Template(Protocol protocol, byte[] bytes, int spans, long firstStart) {
    this.protocol = protocol;
    this.bytes = bytes;
    this.firstStart = firstStart;
    this.traceOffsets = new int[spans];
    this.spanOffsets = new int[spans];
    this.startOffsets = new int[spans];
    this.endOffsets = new int[spans];
    int from = 0;
    for (int i = 0; i < spans; i++) {
      traceOffsets[i] = find(id(MARK + i, 16), from);
      spanOffsets[i] = find(id(MARK + i, 8), traceOffsets[i] + id(MARK + i, 16).length);
      startOffsets[i] = find(fixed64(firstStart + i), spanOffsets[i]);
      endOffsets[i] = find(fixed64(firstStart + DURATION + i), startOffsets[i]);
      from = endOffsets[i];
    }
  }

  static Template of(Load load) {
    long firstStart = (Instant.now().getEpochSecond() - 3600) * 1_000_000_000L;
    byte[] bytes = load.protocol() == Protocol.OWN ? own(load, firstStart) : otlp(load, firstStart);
    return new Template(load.protocol(), bytes, load.spansPerBatch(), firstStart);
  }

  int spans() {
    return spanOffsets.length;
  }

  int size() {
    return bytes.length;
  }

  /** The batch with the ids and times of the spans from a number on; ten spans share a trace. */
  byte[] batch(long firstSpan) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < spanOffsets.length; i++) {
      long span = firstSpan + i + 1;
      byte[] traceId = id(span / 10 + 1, 16);
      byte[] spanId = id(span, 8);
      System.arraycopy(traceId, 0, copy, traceOffsets[i], traceId.length);
      System.arraycopy(spanId, 0, copy, spanOffsets[i], spanId.length);
      long start = firstStart + span * BETWEEN_SPANS;
      System.arraycopy(fixed64(start), 0, copy, startOffsets[i], Long.BYTES);
      System.arraycopy(fixed64(start + DURATION), 0, copy, endOffsets[i], Long.BYTES);
    }
    return copy;
  }

  private static byte[] fixed64(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  /** An id of 8 or 16 bytes as the protocol writes it. */
  private byte[] id(long value, int length) {
    if (protocol == Protocol.OTLP) {
      return ByteBuffer.allocate(length).putLong(length - 8, value).array();
    }
    byte[] digits = new byte[2 * length];
    for (int i = 0; i < digits.length; i++) {
      int shift = 4 * (digits.length - 1 - i);
      digits[i] = (byte) Character.forDigit(shift < 64 ? (int) (value >>> shift) & 0xF : 0, 16);
    }
    return digits;
  }

  private int find(byte[] wanted, int from) {
    for (int at = from; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new IllegalStateException("no such bytes in the template behind " + from);
  }

  private static byte[] own(Load load, long firstStart) {
    TraceBatch.Builder batch = TraceBatch.newBuilder().setService("bench").setEnvironment("bench");
    Random random = new Random(42);
    int fill = load.spanBytes() - ownSpan(0, "", firstStart).getSerializedSize() - 10;
    for (int i = 0; i < load.spansPerBatch(); i++) {
      batch.addSpans(ownSpan(i, text(random, fill), firstStart));
    }
    return batch.build().toByteArray();
  }

  private static Span ownSpan(int index, String text, long firstStart) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(String.format("%032x", MARK + index))
            .setSpanId(String.format("%016x", MARK + index))
            .setType(SpanType.SPAN_TYPE_LLM)
            .setName("chat gpt-4o-mini")
            .setOperation("chat")
            .setStartTimeUnixNano(firstStart + index)
            .setEndTimeUnixNano(firstStart + DURATION + index)
            .setProvider("openai")
            .setRequestModel("gpt-4o-mini")
            .setSessionId("session-" + index % 50)
            .setUsage(Usage.newBuilder().setInputTokens(900 + index).setOutputTokens(120))
            .setInput(Payload.newBuilder().setText(text));
    for (int i = 0; i < 5; i++) {
      span.putAttributes(
          "app.attribute." + i, AttributeValue.newBuilder().setStringValue("value-" + i).build());
    }
    return span.build();
  }

  private static byte[] otlp(Load load, long firstStart) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    Random random = new Random(42);
    int fill = load.spanBytes() - otlpSpan(0, "", firstStart).getSerializedSize() - 10;
    for (int i = 0; i < load.spansPerBatch(); i++) {
      scope.addSpans(otlpSpan(i, text(random, fill), firstStart));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", "bench")))
                .addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private static io.opentelemetry.proto.trace.v1.Span otlpSpan(
      int index, String text, long firstStart) {
    ByteString id = ByteString.copyFrom(ByteBuffer.allocate(16).putLong(8, MARK + index).array());
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(id)
        .setSpanId(id.substring(8))
        .setName("chat gpt-4o-mini")
        .setKindValue(3)
        .setStartTimeUnixNano(firstStart + index)
        .setEndTimeUnixNano(firstStart + DURATION + index)
        .addAttributes(attribute("gen_ai.operation.name", "chat"))
        .addAttributes(attribute("gen_ai.provider.name", "openai"))
        .addAttributes(attribute("gen_ai.request.model", "gpt-4o-mini"))
        .addAttributes(attribute("gen_ai.response.model", "gpt-4o-mini-2024-07-18"))
        .addAttributes(attribute("gen_ai.usage.input_tokens", 900 + index))
        .addAttributes(attribute("gen_ai.usage.output_tokens", 120))
        .addAttributes(attribute("session.id", "session-" + index % 50))
        .addAttributes(attribute("app.attribute.0", "value-0"))
        .addAttributes(attribute("app.attribute.1", "value-1"))
        .addAttributes(attribute("gen_ai.input.messages", text))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  /** Words until so many bytes of UTF-8; empty when the span is full without them. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    int size = 0;
    while (size < length) {
      String word = WORDS[random.nextInt(WORDS.length)] + " ";
      text.append(word);
      size += word.getBytes(StandardCharsets.UTF_8).length;
    }
    return text.toString();
  }
}
