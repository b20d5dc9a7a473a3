/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.it.PlantedSecrets.Planted;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PromptReference;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Instant;
import java.util.List;

/** Batches with a planted text in every place that takes a text, one place after the other. */
final class PlantedBatches {

  private static final int PLACES = 18;

  /** Stores keep long payloads apart. */
  private static final int LONG = 2000;

  private static final long NANOS = 1_000_000_000L;

  private final long start = (Instant.now().getEpochSecond() - 60) * NANOS;
  private int next;
  private int sequence;

  /** The next batch of our own protocol. */
  TraceBatch own(List<Planted> planted) {
    TraceBatch.Builder batch =
        TraceBatch.newBuilder().setClientId("planted").setSequence(++sequence);
    planted.forEach(one -> add(batch, one.text()));
    return batch.build();
  }

  /** A batch whose spans have names that begin alike, each with a secret after it. */
  TraceBatch named(String beginning, List<Planted> planted) {
    TraceBatch.Builder batch = own(planted).toBuilder();
    for (int i = 0; i < planted.size(); i++) {
      batch.getSpansBuilder(i).setName(beginning + " " + planted.get(i).text());
    }
    return batch.build();
  }

  private void add(TraceBatch.Builder batch, String text) {
    int number = ++next;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId("%032x".formatted(number))
            .setSpanId("%016x".formatted(number))
            .setName("planted")
            .setStartTimeUnixNano(start + number)
            .setEndTimeUnixNano(start + number + 1000);
    switch (number % PLACES) {
      case 0 -> span.setName(text);
      case 1 -> span.addTags(text);
      case 2 -> span.setInput(Payload.newBuilder().setText("한글 ".repeat(LONG) + text));
      case 3 -> span.setOutput(Payload.newBuilder().setData(ByteString.copyFromUtf8(text)));
      case 4 -> span.setStatus(Status.newBuilder().setMessage("401: " + text).setErrorType(text));
      case 5 -> span.putAttributes("plain", string(text));
      case 6 -> span.putAttributes("list", list(string("a"), string(text)));
      case 7 -> span.putAttributes("map", map("k", list(map(text, string(text)))));
      case 8 ->
          span.putAttributes(
              "bytes",
              AttributeValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(text)).build());
      case 9 -> span.putAttributes(text, string("as a key"));
      case 10 ->
          span.addEvents(
              Event.newBuilder().setName(text).putAttributes("exception.message", string(text)));
      case 11 -> span.putResourceAttributes("process.command_line", string(text));
      case 12 -> span.setUserId(text).setSessionId(text);
      case 13 -> span.putAttributes("http.request.header.referer", list(string(text)));
      case 14 -> batch.addEvaluations(evaluation(number, text));
      case 15 -> batch.addMetrics(metric(number, text));
      case 16 -> batch.addJobs(job(number, text));
      default -> {
        batch.addEvents(event(number, text));
        span.setPrompt(PromptReference.newBuilder().setName(text))
            .putModelParameters("p", string(text));
      }
    }
    batch.addSpans(span);
  }

  private Evaluation evaluation(int number, String text) {
    return Evaluation.newBuilder()
        .setEvaluationId("e" + number)
        .setTraceId("%032x".formatted(number))
        .setName("planted")
        .setLabel(text)
        .setExplanation(text)
        .setTimeUnixNano(start)
        .build();
  }

  private MetricPoint metric(int number, String text) {
    return MetricPoint.newBuilder()
        .setName("planted")
        .putLabels("label", text)
        .setTimeUnixNano(start + number)
        .build();
  }

  private JobUpdate job(int number, String text) {
    return JobUpdate.newBuilder()
        .setJobId("j" + number)
        .setMessage(text)
        .putAttributes("a", string(text))
        .setTimeUnixNano(start)
        .build();
  }

  private SpanEvent event(int number, String text) {
    return SpanEvent.newBuilder()
        .setEventId("v" + number)
        .setTraceId("%032x".formatted(number))
        .setName("planted")
        .setReason(text)
        .putAttributes("a", string(text))
        .setTimeUnixNano(start)
        .build();
  }

  private static AttributeValue string(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue list(AttributeValue... values) {
    return AttributeValue.newBuilder()
        .setArrayValue(AttributeArray.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  private static AttributeValue map(String key, AttributeValue value) {
    return AttributeValue.newBuilder()
        .setMapValue(AttributeMap.newBuilder().putEntries(key, value))
        .build();
  }

  /** An OTLP request. */
  ExportTraceServiceRequest otlp(List<Planted> planted) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    planted.forEach(one -> request.addResourceSpans(resourceSpans(one.text())));
    return request.build();
  }

  private ResourceSpans resourceSpans(String text) {
    int number = ++next;
    Resource.Builder resource = Resource.newBuilder().addAttributes(otlp("service.name", "shop"));
    InstrumentationScope.Builder scope = InstrumentationScope.newBuilder().setName("scope");
    io.opentelemetry.proto.trace.v1.Span.Builder span =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(id(16, number))
            .setSpanId(id(8, number))
            .setName("planted")
            .setStartTimeUnixNano(start + number)
            .setEndTimeUnixNano(start + number + 1000);
    switch (number % 9) {
      case 0 -> span.setName(text);
      case 1 -> span.addAttributes(otlp("gen_ai.input.messages", text));
      case 2 -> span.addAttributes(otlp("list", any(text)));
      case 3 -> span.getStatusBuilder().setMessage(text);
      case 4 ->
          span.addEventsBuilder()
              .setName("exception")
              .addAttributes(otlp("exception.stacktrace", text));
      case 5 -> resource.addAttributes(otlp("process.command_args", any(text)));
      case 6 -> scope.addAttributes(otlp("scope", text));
      case 7 ->
          span.addAttributes(
              otlp(
                  "bytes",
                  AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(text)).build()));
      default ->
          span.addLinksBuilder()
              .setTraceId(id(16, 1))
              .setSpanId(id(8, 1))
              .addAttributes(otlp(text, text));
    }
    return ResourceSpans.newBuilder()
        .setResource(resource)
        .addScopeSpans(ScopeSpans.newBuilder().setScope(scope).addSpans(span))
        .build();
  }

  private static AnyValue any(String text) {
    return AnyValue.newBuilder()
        .setArrayValue(
            ArrayValue.newBuilder()
                .addValues(AnyValue.newBuilder().setStringValue("a"))
                .addValues(
                    AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addValues(otlp("k", text)))))
        .build();
  }

  private static KeyValue otlp(String key, String text) {
    return otlp(key, AnyValue.newBuilder().setStringValue(text).build());
  }

  private static KeyValue otlp(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static ByteString id(int length, int number) {
    byte[] id = new byte[length];
    id[0] = 1;
    id[length - 2] = (byte) (number >>> 8);
    id[length - 1] = (byte) number;
    return ByteString.copyFrom(id);
  }
}
