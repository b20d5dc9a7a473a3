/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.tracehub.collector.wire.FieldShape.Check;
import java.util.Set;

/**
 * Says for every field of the protocols what is checked and which limit holds. Made from the
 * descriptors, so that a field added to a proto is checked from its first day: a text gets the
 * limit of long texts and a list that of other lists, unless it is named here.
 */
final class FieldRules {

  /** No limit of its own: what encloses the field has one. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static final String OWN_PACKAGE = "tracehub.v1";

  /** Ids that senders choose. */
  private static final Set<String> IDS =
      Set.of("client_id", "batch_id", "event_id", "evaluation_id", "job_id", "variant_id");

  /** Names and other short texts. */
  private static final Set<String> NAMES =
      Set.of(
          "name",
          "operation",
          "service",
          "environment",
          "release",
          "version",
          "user_id",
          "session_id",
          "tags",
          "provider",
          "request_model",
          "response_model",
          "response_id",
          "finish_reasons",
          "error_type",
          "mime_type",
          "id",
          "call_id",
          "price_id",
          "run_id",
          "node",
          "parent_nodes",
          "source_reference",
          "graph",
          "label",
          "unit",
          "event_name",
          "severity_text",
          "evaluator",
          "evaluator_version",
          "author",
          "schema_url");

  /** Lists that the walks count themselves, because they are the records. */
  private static final Set<String> RECORD_LISTS =
      Set.of(
          "tracehub.v1.TraceBatch.spans",
          "tracehub.v1.TraceBatch.started_spans",
          "tracehub.v1.TraceBatch.events",
          "tracehub.v1.TraceBatch.evaluations",
          "tracehub.v1.TraceBatch.metrics",
          "tracehub.v1.TraceBatch.jobs",
          "opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest.resource_spans",
          "opentelemetry.proto.trace.v1.ResourceSpans.scope_spans",
          "opentelemetry.proto.trace.v1.ScopeSpans.spans",
          "opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest.resource_logs",
          "opentelemetry.proto.logs.v1.ResourceLogs.scope_logs",
          "opentelemetry.proto.logs.v1.ScopeLogs.log_records",
          "opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest.resource_metrics",
          "opentelemetry.proto.metrics.v1.ResourceMetrics.scope_metrics",
          "opentelemetry.proto.metrics.v1.ScopeMetrics.metrics",
          "opentelemetry.proto.metrics.v1.Gauge.data_points",
          "opentelemetry.proto.metrics.v1.Sum.data_points",
          "opentelemetry.proto.metrics.v1.Histogram.data_points",
          "opentelemetry.proto.metrics.v1.ExponentialHistogram.data_points",
          "opentelemetry.proto.metrics.v1.Summary.data_points");

  private static final String METRICS_PACKAGE = "opentelemetry.proto.metrics.v1";

  private final IngestLimits limits;

  FieldRules(IngestLimits limits) {
    this.limits = limits;
  }

  Check check(FieldDescriptor field) {
    if (field.isPackable()) {
      return listCheck(field);
    }
    return switch (field.getType()) {
      case MESSAGE -> Check.MESSAGE;
      case STRING -> stringCheck(field);
      case BYTES -> bytesCheck(field);
      case ENUM -> isOwn(field) ? Check.ENUM : Check.VARINT;
      case DOUBLE -> isMeasurement(field) ? Check.FINITE : Check.FIXED64;
      case FIXED64, SFIXED64 -> Check.FIXED64;
      case FIXED32, SFIXED32, FLOAT -> Check.FIXED32;
      case UINT64 -> isSummed(field) ? Check.COUNT : Check.UNSIGNED;
      case BOOL, INT32, INT64, UINT32, SINT32, SINT64 -> Check.VARINT;
      default -> throw new IllegalArgumentException(field + " (expected: no group)");
    };
  }

  private static Check listCheck(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT64 -> Check.VARINTS;
      case FIXED64, DOUBLE -> Check.FIXED64S;
      default ->
          throw new IllegalArgumentException(
              field.getFullName() + ": a list of " + field.getType() + " (expected: a known one)");
    };
  }

  int limit(FieldDescriptor field) {
    return switch (check(field)) {
      case ENUM -> highestNumber(field.getEnumType());
      case ID -> limits.idCharacters();
      case STRING -> stringLimit(field);
      case MESSAGE -> isAttributeValue(field) ? limits.attributeValueBytes() : UNLIMITED;
      default -> UNLIMITED;
    };
  }

  int countLimit(FieldDescriptor field) {
    if (!field.isRepeated() || RECORD_LISTS.contains(field.getFullName())) {
      return UNLIMITED;
    }
    if (field.isMapField() || isMessage(field, "KeyValue")) {
      return limits.attributes();
    }
    if (field.isPackable()) {
      return limits.histogramBuckets();
    }
    return switch (field.getName()) {
      case "values" -> limits.arrayValues();
      case "events" -> limits.events();
      case "links" -> limits.links();
      default -> limits.listEntries();
    };
  }

  private static Check stringCheck(FieldDescriptor field) {
    if (!isOwn(field) || Slots.of(field) == Slots.TRACE_ID || Slots.of(field) == Slots.SPAN_ID) {
      return Check.STRING;
    }
    if (field.getContainingType().getName().equals("Cost") && field.getName().endsWith("_usd")) {
      return Check.DECIMAL;
    }
    return switch (field.getName()) {
      case "trace_id" -> Check.TRACE_TEXT;
      case "span_id" -> Check.SPAN_TEXT;
      default -> IDS.contains(field.getName()) ? Check.ID : Check.STRING;
    };
  }

  private static Check bytesCheck(FieldDescriptor field) {
    String message = field.getContainingType().getName();
    if (!message.equals("Link") && !message.equals("Exemplar")) {
      return Check.BYTES;
    }
    return switch (field.getName()) {
      case "trace_id" -> Check.TRACE_BYTES;
      case "span_id" -> Check.SPAN_BYTES;
      default -> Check.BYTES;
    };
  }

  private int stringLimit(FieldDescriptor field) {
    String message = field.getContainingType().getName();
    if (field.getContainingType().getOptions().getMapEntry() || message.equals("KeyValue")) {
      return field.getName().equals("key")
          ? limits.attributeKeyBytes()
          : limits.attributeValueBytes();
    }
    if ((message.equals("Payload") && field.getName().equals("text"))
        || field.getName().equals("string_value")) {
      return UNLIMITED;
    }
    return NAMES.contains(field.getName()) ? limits.nameBytes() : limits.textBytes();
  }

  private static boolean isAttributeValue(FieldDescriptor field) {
    return field.getName().equals("value")
        && (isMessage(field, "AttributeValue") || isMessage(field, "AnyValue"));
  }

  private static boolean isMessage(FieldDescriptor field, String name) {
    return field.getType() == FieldDescriptor.Type.MESSAGE
        && field.getMessageType().getName().equals(name);
  }

  private static boolean isOwn(FieldDescriptor field) {
    return field.getFile().getPackage().equals(OWN_PACKAGE);
  }

  private static boolean isMeasurement(FieldDescriptor field) {
    String message = field.getContainingType().getName();
    return field.getFile().getPackage().equals(METRICS_PACKAGE)
        ? !message.equals("ValueAtQuantile")
        : isOwn(field) && (message.equals("Evaluation") || message.equals("MetricPoint"));
  }

  private static boolean isSummed(FieldDescriptor field) {
    String message = field.getContainingType().getName();
    return message.equals("Usage") || message.equals("ClientLoss");
  }

  private static int highestNumber(EnumDescriptor type) {
    int count = type.getValues().size();
    for (int number = 0; number < count; number++) {
      if (type.findValueByNumber(number) == null) {
        throw new IllegalArgumentException(
            type.getFullName() + ": no value " + number + " (expected: numbers without gaps)");
      }
    }
    return count - 1;
  }
}
