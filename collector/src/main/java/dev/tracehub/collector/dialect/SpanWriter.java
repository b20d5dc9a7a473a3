/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.DroppedCounts;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PromptReference;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.ToolCall;
import io.opentelemetry.proto.common.v1.KeyValue;

/** Writes what was read of an OTLP span into the model. For one span. */
final class SpanWriter {

  private static final String SERVICE_TIER = "service_tier";

  private final Mapping mapping;
  private final ScopeReader scope;
  private final io.opentelemetry.proto.trace.v1.Span otlp;
  private final SpanReader span;
  private final Reading reading;
  private final Span.Builder out = Span.newBuilder();

  SpanWriter(
      Mapping mapping,
      ScopeReader scope,
      io.opentelemetry.proto.trace.v1.Span otlp,
      SpanReader span) {
    this.mapping = mapping;
    this.scope = scope;
    this.otlp = otlp;
    this.span = span;
    this.reading = span.reading();
  }

  Span.Builder write() {
    writeIdentity();
    writeContext();
    SpanType type = writeType();
    if (reading.has(Field.REQUEST_MODEL)
        || reading.has(Field.RESPONSE_MODEL)
        || reading.has(Field.PROVIDER)) {
      writeModel();
    }
    writeOperation();
    writeAnswer();
    writeUsage();
    writeContent();
    writeWork();
    writeEvents();
    writeLinks();
    writeLeftovers(type);
    return out;
  }

  private void writeIdentity() {
    out.setTraceId(Ids.hex(otlp.getTraceId()))
        .setSpanId(Ids.hex(otlp.getSpanId()))
        .setNameBytes(otlp.getNameBytes())
        .setKindValue(kind(otlp.getKindValue()))
        .setStartTimeUnixNano(otlp.getStartTimeUnixNano())
        .setEndTimeUnixNano(otlp.getEndTimeUnixNano())
        .setFlags(otlp.getFlags());
    if (Ids.isValid(otlp.getParentSpanId(), 8)) {
      out.setParentSpanId(Ids.hex(otlp.getParentSpanId()));
    }
    if (!otlp.getTraceState().isEmpty()) {
      out.setTraceStateBytes(otlp.getTraceStateBytes());
    }
    Status status = StatusReader.read(otlp, reading);
    if (status != null) {
      out.setStatus(status);
    }
    if (otlp.getDroppedAttributesCount() != 0
        || otlp.getDroppedEventsCount() != 0
        || otlp.getDroppedLinksCount() != 0) {
      out.setDropped(
          DroppedCounts.newBuilder()
              .setAttributes(otlp.getDroppedAttributesCount())
              .setEvents(otlp.getDroppedEventsCount())
              .setLinks(otlp.getDroppedLinksCount()));
    }
  }

  private static int kind(int otlpKind) {
    return SpanKind.forNumber(otlpKind) == null ? 0 : otlpKind;
  }

  private void writeContext() {
    out.setService(reading.text(Field.SERVICE))
        .setEnvironment(reading.text(Field.ENVIRONMENT))
        .setRelease(reading.text(Field.RELEASE))
        .setUserId(reading.text(Field.USER_ID))
        .setSessionId(reading.text(Field.SESSION_ID))
        .setJobId(reading.text(Field.JOB_ID))
        .setVariantId(reading.text(Field.VARIANT_ID));
    if (reading.has(Field.TAGS)) {
      out.addAllTags(reading.texts(Field.TAGS));
    }
    if (scope.hasScope()) {
      out.setScope(scope.scope());
    }
  }

  private SpanType writeType() {
    SpanType type = span.type();
    if (reading.has(Field.GRAPH_NODE) || reading.has(Field.GRAPH_OWN_NODE)) {
      GraphReader graph =
          new GraphReader(reading, type, otlp.getName(), Ids.hex(otlp.getParentSpanId()));
      GraphPosition position = graph.position();
      if (position != null) {
        out.setGraph(position);
      }
      if (graph.isNode()) {
        type = SpanType.SPAN_TYPE_NODE;
      }
    }
    out.setType(type);
    return type;
  }

  private void writeModel() {
    out.setRequestModel(reading.text(Field.REQUEST_MODEL))
        .setResponseModel(reading.text(Field.RESPONSE_MODEL))
        .setProvider(reading.respelt(Field.PROVIDER, this::provider));
  }

  private String provider(String told) {
    if (!told.isEmpty()) {
      return mapping.names().provider(told);
    }
    String model = out.getRequestModel().isEmpty() ? out.getResponseModel() : out.getRequestModel();
    return mapping.names().guessProvider(span.textOf("server.address"), model);
  }

  private void writeOperation() {
    out.setOperation(
        reading.respelt(
            Field.OPERATION,
            told ->
                told.isEmpty()
                    ? mapping.names().defaultOperation(span.type())
                    : mapping.names().operation(told)));
  }

  private void writeAnswer() {
    out.setResponseId(reading.text(Field.RESPONSE_ID));
    if (reading.has(Field.FINISH_REASONS)) {
      out.addAllFinishReasons(reading.texts(Field.FINISH_REASONS));
    }
    if (reading.has(Field.STREAMING)) {
      out.setStreaming(reading.flag(Field.STREAMING));
    }
    Long firstToken = reading.count(Field.TIME_TO_FIRST_TOKEN);
    if (firstToken != null) {
      out.setTimeToFirstTokenNano(firstToken);
    }
    if (!reading.parameters().isEmpty()) {
      out.putAllModelParameters(reading.parameters());
    }
    writeServiceTier(reading.text(Field.SERVICE_TIER));
  }

  /** The tier that served the call goes before the one that was asked for. */
  private void writeServiceTier(String tier) {
    if (tier.isEmpty()) {
      return;
    }
    AttributeValue asked = reading.parameters().get(SERVICE_TIER);
    AttributeValue served = Attributes.ofText(tier);
    if (asked != null && !asked.equals(served)) {
      out.putModelParameters("request_" + SERVICE_TIER, asked);
    }
    out.putModelParameters(SERVICE_TIER, served);
  }

  private void writeUsage() {
    if (!reading.rawUsage().isEmpty()) {
      boolean exclusive =
          scope.isExclusive(reading.rawUsage().keySet())
              && (out.getProvider().equals("anthropic")
                  || out.getRequestModel().contains("claude"));
      new UsageReader(reading, exclusive).write(out.getUsageBuilder());
    }
    Cost cost = CostReader.read(reading);
    if (cost != null) {
      out.setCost(cost);
    }
  }

  private void writeContent() {
    Payloads payloads = new Payloads(span);
    Payload input = payloads.input();
    if (input != null) {
      out.setInput(input);
    }
    Payload output = payloads.output();
    if (output != null) {
      out.setOutput(output);
    }
  }

  private void writeWork() {
    if (reading.has(Field.PROMPT_NAME) || reading.has(Field.PROMPT_ID)) {
      out.setPrompt(
          PromptReference.newBuilder()
              .setId(reading.text(Field.PROMPT_ID))
              .setName(reading.text(Field.PROMPT_NAME))
              .setVersion(reading.text(Field.PROMPT_VERSION)));
    }
    if (reading.has(Field.TOOL_NAME) || reading.has(Field.TOOL_CALL_ID)) {
      out.setTool(
          ToolCall.newBuilder()
              .setName(reading.text(Field.TOOL_NAME))
              .setCallId(reading.text(Field.TOOL_CALL_ID)));
    }
    out.setRetryCount(Math.max(0, reading.smallCount(Field.RETRY_COUNT)));
  }

  private void writeEvents() {
    for (io.opentelemetry.proto.trace.v1.Span.Event event : otlp.getEventsList()) {
      Event.Builder written =
          out.addEventsBuilder()
              .setTimeUnixNano(event.getTimeUnixNano())
              .setNameBytes(event.getNameBytes())
              .setDroppedAttributes(event.getDroppedAttributesCount());
      for (KeyValue attribute : event.getAttributesList()) {
        written.putAttributes(attribute.getKey(), Attributes.of(attribute.getValue()));
      }
    }
  }

  private void writeLinks() {
    for (io.opentelemetry.proto.trace.v1.Span.Link link : otlp.getLinksList()) {
      Link.Builder written =
          out.addLinksBuilder()
              .setTraceId(Ids.hex(link.getTraceId()))
              .setSpanId(Ids.hex(link.getSpanId()))
              .setTraceStateBytes(link.getTraceStateBytes())
              .setFlags(link.getFlags())
              .setDroppedAttributes(link.getDroppedAttributesCount());
      for (KeyValue attribute : link.getAttributesList()) {
        written.putAttributes(attribute.getKey(), Attributes.of(attribute.getValue()));
      }
    }
  }

  /** What no field tells stays, under the sender's own names. */
  private void writeLeftovers(SpanType type) {
    for (int i = 0; i < span.attributeCount(); i++) {
      if (!span.isTold(i, type)) {
        out.putAttributes(span.name(i), span.attribute(i));
      }
    }
    out.putAllAttributes(StatusReader.overruled(otlp, out.getStatus()));
    out.putAllAttributes(scope.attributes());
    out.putAllResourceAttributes(scope.resource().leftover(reading));
  }
}
