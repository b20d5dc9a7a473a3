/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short ways to write OTLP messages. */
final class Otlp {

  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN_ID = "b7ad6b7169203331";
  static final long START = 1_795_227_109_000_000_000L;

  private Otlp() {}

  /** A span of a second with these attributes in the order of their names; see {@link #value}. */
  static Span.Builder span(Map<String, ?> attributes) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(TRACE_ID))
            .setSpanId(bytes(SPAN_ID))
            .setName("span")
            .setStartTimeUnixNano(START)
            .setEndTimeUnixNano(START + 1_000_000_000);
    new TreeMap<>(attributes).forEach((name, value) -> span.addAttributes(attribute(name, value)));
    return span;
  }

  static KeyValue attribute(String name, Object value) {
    return KeyValue.newBuilder().setKey(name).setValue(value(value)).build();
  }

  /** Text, whole number, number, truth value, bytes, list or map. */
  static AnyValue value(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof String text) {
      any.setStringValue(text);
    } else if (value instanceof Integer number) {
      any.setIntValue(number);
    } else if (value instanceof Long number) {
      any.setIntValue(number);
    } else if (value instanceof Double number) {
      any.setDoubleValue(number);
    } else if (value instanceof Boolean flag) {
      any.setBoolValue(flag);
    } else if (value instanceof ByteString bytes) {
      any.setBytesValue(bytes);
    } else if (value instanceof List<?> list) {
      ArrayValue.Builder array = any.getArrayValueBuilder();
      list.forEach(element -> array.addValues(value(element)));
    } else if (value instanceof Map<?, ?> map) {
      KeyValueList.Builder entries = any.getKvlistValueBuilder();
      map.forEach((name, element) -> entries.addValues(attribute((String) name, element)));
    } else {
      throw new IllegalArgumentException("value: " + value);
    }
    return any.build();
  }

  static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** A request as the drain gets it. */
  static OtlpRequest parsed(ExportTraceServiceRequest request) {
    try {
      return OtlpRequest.parseFrom(request.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  static OtlpRequest request(Span.Builder... spans) {
    return request("", spans);
  }

  static OtlpRequest request(String scope, Span.Builder... spans) {
    return parsed(message(scope, spans));
  }

  static ExportTraceServiceRequest message(String scope, Span.Builder... spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var scopeSpans = request.addResourceSpansBuilder().addScopeSpansBuilder();
    scopeSpans.getScopeBuilder().setName(scope);
    for (Span.Builder span : spans) {
      scopeSpans.addSpans(span);
    }
    return request.build();
  }
}
