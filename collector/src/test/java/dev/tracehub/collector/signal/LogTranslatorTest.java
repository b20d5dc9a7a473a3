/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTranslatorTest {

  @Test
  void events_keepAllThatARecordSays() {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    var resource = request.addResourceLogsBuilder().setSchemaUrl("https://r");
    resource
        .getResourceBuilder()
        .addAttributes(TestBatches.attribute("service.name", "shop"))
        .addAttributes(TestBatches.attribute("host.name", "h1"));
    var scope = resource.addScopeLogsBuilder().setSchemaUrl("https://s");
    scope
        .getScopeBuilder()
        .setName("openai")
        .setVersion("2")
        .addAttributes(TestBatches.attribute("k", "v"));
    scope.addLogRecords(
        TestBatches.otlpLog(1)
            .setObservedTimeUnixNano(TestBatches.NOW_NANOS)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN)
            .setSeverityText("WARN")
            .setFlags(1)
            .setDroppedAttributesCount(3)
            .addAttributes(TestBatches.attribute("gen_ai.system", "openai")));

    SpanEvent event = only(request.build());

    assertThat(event.getTraceId()).isEqualTo(TestBatches.TRACE_ID);
    assertThat(event.getSpanId()).isEqualTo(TestBatches.spanId(1));
    assertThat(event.getType()).isEqualTo(SpanEventType.SPAN_EVENT_TYPE_LOG);
    assertThat(event.getName()).isEqualTo("gen_ai.user.message");
    assertThat(event.getAuthor()).isEqualTo("shop");
    assertThat(event.getTimeUnixNano()).isEqualTo(TestBatches.NOW_NANOS - 1_000_000_000L);
    assertThat(event.getAttributesMap())
        .containsOnly(
            text("gen_ai.system", "openai"),
            text("otel.log.body", "number 1"),
            number("otel.log.observed_time_unix_nano", TestBatches.NOW_NANOS),
            number("otel.log.severity_number", 13),
            text("otel.log.severity_text", "WARN"),
            number("otel.log.flags", 1),
            number("otel.log.dropped_attributes_count", 3),
            text("otel.resource.host.name", "h1"),
            text("otel.resource.schema_url", "https://r"),
            text("otel.scope.name", "openai"),
            text("otel.scope.version", "2"),
            text("otel.scope.k", "v"),
            text("otel.scope.schema_url", "https://s"));
  }

  @Test
  void events_nameAndTime_fromWhereverTheyAre() {
    SpanEvent byAttribute =
        only(
            TestBatches.otlpLog(1)
                .clearEventName()
                .addAttributes(TestBatches.attribute("event.name", "gen_ai.choice"))
                .clearTimeUnixNano()
                .setObservedTimeUnixNano(5));
    SpanEvent unnamed = only(TestBatches.otlpLog(1).clearEventName());

    assertThat(byAttribute.getName()).isEqualTo("gen_ai.choice");
    assertThat(byAttribute.getTimeUnixNano()).isEqualTo(5);
    assertThat(unnamed.getName()).isEqualTo("log");
  }

  @Test
  void events_withoutSpan_areOfTheTrace() {
    ByteString zeros = ByteString.copyFrom(new byte[8]);

    assertThat(only(TestBatches.otlpLog(1).clearSpanId()).getSpanId()).isEmpty();
    assertThat(only(TestBatches.otlpLog(1).setSpanId(zeros)).getSpanId()).isEmpty();
  }

  @Test
  void events_sentAgain_haveTheSameIds() {
    List<SpanEvent> first = LogTranslator.events(TestBatches.logs(1, 2, 2).build());
    List<SpanEvent> again = LogTranslator.events(TestBatches.logs(1, 2, 2).build());

    assertThat(again).isEqualTo(first);
    assertThat(first).extracting(SpanEvent::getEventId).doesNotHaveDuplicates().isSorted();
  }

  private static SpanEvent only(LogRecord.Builder record) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecords(record);
    return only(request.build());
  }

  private static SpanEvent only(ExportLogsServiceRequest request) {
    List<SpanEvent> events = LogTranslator.events(request);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static Map.Entry<String, AttributeValue> text(String name, String value) {
    return Map.entry(name, AttributeValue.newBuilder().setStringValue(value).build());
  }

  private static Map.Entry<String, AttributeValue> number(String name, long value) {
    return Map.entry(name, AttributeValue.newBuilder().setIntValue(value).build());
  }
}
