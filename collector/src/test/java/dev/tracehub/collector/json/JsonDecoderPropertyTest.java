/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonDecoderPropertyTest {

  private static final JsonDecoder TRACES =
      JsonDecoder.otlp(ExportTraceServiceRequest.getDescriptor());

  @Property(tries = 300)
  void otlpTraces_meanTheSameInJsonAndInProtobuf(@ForAll long seed) throws Exception {
    requireSame(
        TRACES, new RandomMessages(seed).next(ExportTraceServiceRequest.getDefaultInstance()));
  }

  @Property(tries = 100)
  void otlpLogs_meanTheSameInJsonAndInProtobuf(@ForAll long seed) throws Exception {
    ExportLogsServiceRequest logs = ExportLogsServiceRequest.getDefaultInstance();
    requireSame(JsonDecoder.otlp(logs.getDescriptorForType()), new RandomMessages(seed).next(logs));
  }

  @Property(tries = 100)
  void otlpMetrics_meanTheSameInJsonAndInProtobuf(@ForAll long seed) throws Exception {
    ExportMetricsServiceRequest metrics = ExportMetricsServiceRequest.getDefaultInstance();
    requireSame(
        JsonDecoder.otlp(metrics.getDescriptorForType()), new RandomMessages(seed).next(metrics));
  }

  @Property(tries = 200)
  void proto3_readsWhatProtobufWrites(@ForAll long seed) throws Exception {
    TraceBatch batch = new RandomMessages(seed).next(TraceBatch.getDefaultInstance());
    String json = JsonFormat.printer().print(batch);

    byte[] decoded = JsonDecoder.proto3(TraceBatch.getDescriptor()).decode(utf8(json));

    assertThat(TraceBatch.parseFrom(decoded)).isEqualTo(batch);
  }

  @Property(tries = 200)
  void proto3_readsOriginalNamesAndEnumNumbers(@ForAll long seed) throws Exception {
    Span span = new RandomMessages(seed).next(Span.getDefaultInstance());
    String json =
        JsonFormat.printer().preservingProtoFieldNames().printingEnumsAsInts().print(span);

    byte[] decoded = JsonDecoder.proto3(Span.getDescriptor()).decode(utf8(json));

    assertThat(Span.parseFrom(decoded)).isEqualTo(span);
  }

  @Property(tries = 500)
  void damagedJson_isRefusedOrReadAsAMessage(@ForAll long seed) throws Exception {
    Message message = new RandomMessages(seed).next(ExportTraceServiceRequest.getDefaultInstance());
    byte[] json = utf8(OtlpJson.print(message));
    Random random = new Random(seed);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      json[random.nextInt(json.length)] = (byte) random.nextInt(256);
    }
    try {
      ExportTraceServiceRequest.parseFrom(TRACES.decode(json));
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  private static void requireSame(JsonDecoder decoder, Message message)
      throws InvalidProtocolBufferException {
    byte[] decoded = decoder.decode(utf8(OtlpJson.print(message)));
    assertThat(message.getParserForType().parseFrom(decoded)).isEqualTo(message);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
