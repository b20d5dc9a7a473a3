/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.InstrumentationScope;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PromptReference;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.ToolCall;
import dev.tracehub.v1.Usage;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What of a span has no column, or would not come back from its column as it was: the span without
 * what the columns say. What is added to the model later is in it too. A reader merges it over a
 * span made from the columns.
 *
 * <p>A message that has nothing left goes, unless it would be missed: an empty one that was there
 * stays, because no column tells of it.
 */
final class SpanExtra {

  private static final OmittedFields COLUMNS =
      OmittedFields.builder()
          .fields(
              Span.TRACE_ID_FIELD_NUMBER,
              Span.SPAN_ID_FIELD_NUMBER,
              Span.PARENT_SPAN_ID_FIELD_NUMBER,
              Span.START_TIME_UNIX_NANO_FIELD_NUMBER,
              Span.TIME_TO_FIRST_TOKEN_NANO_FIELD_NUMBER,
              Span.STREAMING_FIELD_NUMBER,
              Span.RETRY_COUNT_FIELD_NUMBER,
              Span.NAME_FIELD_NUMBER,
              Span.OPERATION_FIELD_NUMBER,
              Span.SERVICE_FIELD_NUMBER,
              Span.ENVIRONMENT_FIELD_NUMBER,
              Span.RELEASE_FIELD_NUMBER,
              Span.USER_ID_FIELD_NUMBER,
              Span.SESSION_ID_FIELD_NUMBER,
              Span.TAGS_FIELD_NUMBER,
              Span.PROVIDER_FIELD_NUMBER,
              Span.REQUEST_MODEL_FIELD_NUMBER,
              Span.RESPONSE_MODEL_FIELD_NUMBER,
              Span.FINISH_REASONS_FIELD_NUMBER,
              Span.JOB_ID_FIELD_NUMBER,
              Span.VARIANT_ID_FIELD_NUMBER,
              // Those without a column are added again.
              Span.ATTRIBUTES_FIELD_NUMBER,
              Span.RESOURCE_ATTRIBUTES_FIELD_NUMBER)
          .field(Span.TYPE_FIELD_NUMBER, span -> Enums.isKnown(span.getType()))
          .field(Span.KIND_FIELD_NUMBER, span -> Enums.isKnown(span.getKind()))
          .field(Span.END_TIME_UNIX_NANO_FIELD_NUMBER, SpanExtra::hasDuration)
          .message(
              Span.STATUS_FIELD_NUMBER,
              OmittedFields.builder()
                  .fields(Status.MESSAGE_FIELD_NUMBER, Status.ERROR_TYPE_FIELD_NUMBER)
                  .field(
                      Status.CODE_FIELD_NUMBER, span -> Enums.isKnown(span.getStatus().getCode())))
          .message(
              Span.SCOPE_FIELD_NUMBER,
              OmittedFields.builder().fields(InstrumentationScope.NAME_FIELD_NUMBER))
          .message(
              Span.USAGE_FIELD_NUMBER,
              OmittedFields.builder()
                  .fields(
                      Usage.INPUT_TOKENS_FIELD_NUMBER,
                      Usage.OUTPUT_TOKENS_FIELD_NUMBER,
                      Usage.CACHE_READ_TOKENS_FIELD_NUMBER,
                      Usage.CACHE_WRITE_TOKENS_FIELD_NUMBER,
                      Usage.REASONING_TOKENS_FIELD_NUMBER,
                      Usage.TOTAL_TOKENS_FIELD_NUMBER))
          .message(
              Span.COST_FIELD_NUMBER,
              OmittedFields.builder()
                  .field(Cost.STATE_FIELD_NUMBER, span -> Enums.isKnown(span.getCost().getState()))
                  .field(Cost.TOTAL_USD_FIELD_NUMBER, Amounts::isExact))
          .message(
              Span.PROMPT_FIELD_NUMBER,
              OmittedFields.builder()
                  .fields(PromptReference.NAME_FIELD_NUMBER, PromptReference.VERSION_FIELD_NUMBER))
          .message(
              Span.TOOL_FIELD_NUMBER, OmittedFields.builder().fields(ToolCall.NAME_FIELD_NUMBER))
          .message(
              Span.GRAPH_FIELD_NUMBER,
              OmittedFields.builder().fields(GraphPosition.NODE_FIELD_NUMBER))
          .message(
              Span.COLLECTOR_FIELD_NUMBER,
              OmittedFields.builder()
                  .fields(
                      CollectorFacts.RECEIVED_TIME_UNIX_NANO_FIELD_NUMBER,
                      CollectorFacts.SAMPLE_TRACE_SPANS_FIELD_NUMBER)
                  // The column cannot tell 1 from not said.
                  .field(
                      CollectorFacts.SAMPLE_WEIGHT_FIELD_NUMBER, span -> SampleWeights.of(span) > 1)
                  .field(
                      CollectorFacts.USAGE_ROLE_FIELD_NUMBER,
                      span -> Enums.isKnown(span.getCollector().getUsageRole())))
          .message(Span.INPUT_FIELD_NUMBER, span -> isPlaced(span.getInput()), content())
          .message(Span.OUTPUT_FIELD_NUMBER, span -> isPlaced(span.getOutput()), content())
          .build();

  private SpanExtra() {}

  /** Of a span that was {@linkplain SpanWire#take taken up}. */
  static ByteString of(Span span, SpanWire wire) {
    int size = wire.without(COLUMNS);
    ByteString rest = ByteString.copyFrom(wire.kept(), 0, size);
    Span.Builder attributes = Span.newBuilder();
    addWithoutColumn(span.getAttributesMap(), attributes::putAttributes);
    addWithoutColumn(span.getResourceAttributesMap(), attributes::putResourceAttributes);
    // Two messages one after the other are read as one.
    return rest.concat(attributes.build().toByteString());
  }

  private static boolean hasDuration(Span span) {
    return !SpanValues.isEnded(span) || span.getEndTimeUnixNano() >= span.getStartTimeUnixNano();
  }

  private static boolean isPlaced(Payload payload) {
    return PayloadPlace.of(payload) != PayloadPlace.NONE;
  }

  private static OmittedFields.Builder content() {
    return OmittedFields.builder()
        .fields(
            Payload.TEXT_FIELD_NUMBER, Payload.DATA_FIELD_NUMBER, Payload.SIZE_BYTES_FIELD_NUMBER);
  }

  private static void addWithoutColumn(
      Map<String, AttributeValue> attributes, BiConsumer<String, AttributeValue> to) {
    attributes.forEach(
        (key, value) -> {
          if (!AttributeColumns.hasColumn(value)) {
            to.accept(key, value);
          }
        });
  }
}
