/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {

  private static final JsonDecoder OTLP =
      JsonDecoder.otlp(ExportTraceServiceRequest.getDescriptor());
  private static final JsonDecoder SPAN = JsonDecoder.otlp(Span.getDescriptor());

  @Test
  void otlp_readsHexIdsOfAnyCaseAndUuids() throws Exception {
    ByteString id = ByteString.fromHex("0af7651916cd43dd8448eb211c80319c");

    assertThat(span("{'traceId':'0AF7651916cd43dd8448eb211c80319c'}").getTraceId()).isEqualTo(id);
    assertThat(span("{'traceId':'0af76519-16cd-43dd-8448-eb211c80319c'}").getTraceId())
        .isEqualTo(id);
    assertThat(span("{'traceId':''}").getTraceId()).isEqualTo(ByteString.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1544712660300000000'", "1544712660300000000", "1.5447126603e18"})
  void times_areStringsOrNumbers(String time) throws Exception {
    assertThat(span("{'startTimeUnixNano':" + time + "}").getStartTimeUnixNano())
        .isEqualTo(1544712660300000000L);
  }

  @Test
  void uint64_reachesItsMaximum() throws Exception {
    assertThat(span("{'endTimeUnixNano':'18446744073709551615'}").getEndTimeUnixNano())
        .isEqualTo(-1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "'SPAN_KIND_CLIENT'"})
  void enums_areNumbersOrNames(String kind) throws Exception {
    assertThat(span("{'kind':" + kind + "}").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
  }

  @Test
  void unknownFieldsAndNulls_arePassedOver() throws Exception {
    Span span = span("{'later':{'a':[1,{'b':null}]},'name':'chat','status':null,'links':null}");

    assertThat(span).isEqualTo(Span.newBuilder().setName("chat").build());
  }

  @Test
  void bytesValue_isBase64OfEitherAlphabet() throws Exception {
    for (String text : new String[] {"-_8=", "+/8=", "+/8"}) {
      Span span = span("{'attributes':[{'key':'k','value':{'bytesValue':'" + text + "'}}]}");

      assertThat(span.getAttributes(0).getValue().getBytesValue())
          .isEqualTo(ByteString.fromHex("fbff"));
    }
  }

  @Test
  void halfASurrogatePair_becomesTheReplacementCharacter() throws Exception {
    assertThat(span("{'name':'cut \\ud83d'}").getName()).isEqualTo("cut \ufffd");
    assertThat(span("{'name':'\\ude80 cut'}").getName()).isEqualTo("\ufffd cut");
    assertThat(span("{'name':'\\ud83d\\ude80'}").getName()).isEqualTo("🚀");
  }

  @Test
  void emptyText_isNoJson() {
    refused(OTLP, "", "body", "INVALID_JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | body | INVALID_JSON",
        "[] | body | WRONG_TYPE",
        "null | body | WRONG_TYPE",
        "'x' | body | WRONG_TYPE",
        "{}{} | body | INVALID_JSON",
        "{'resourceSpans':{}} | resourceSpans | WRONG_TYPE",
        "{'resourceSpans':[1]} | resourceSpans[0] | WRONG_TYPE",
        "{'resourceSpans':[{},null]} | resourceSpans[1] | WRONG_TYPE",
        "{'resourceSpans':[],'resourceSpans':[]} | resourceSpans | GIVEN_TWICE",
        "{'resourceSpans':[],'resource_spans':[]} | resource_spans | GIVEN_TWICE",
        "{'resourceSpans':[{'schemaUrl':1}]} | resourceSpans[0].schemaUrl | WRONG_TYPE",
        "{'resourceSpans':[{'scopeSpans':[{},{'spans':[{'name':'a',}]}]}]}"
            + " | resourceSpans[0].scopeSpans[1].spans[0].name | INVALID_JSON",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'kind':'CLIENT'}]}]}]}"
            + " | resourceSpans[0].scopeSpans[0].spans[0].kind | INVALID_ENUM",
      })
  void requests_areRefusedWithThePath(String json, String field, String reason) {
    refused(OTLP, json, field, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'traceId':'xyz'} | traceId | INVALID_HEX",
        "{'traceId':'CvdlGRbNQ92ESOshHIAxnA=='} | traceId | INVALID_HEX",
        "{'traceId':'123'} | traceId | INVALID_HEX",
        "{'traceId':12} | traceId | WRONG_TYPE",
        "{'startTimeUnixNano':-1} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':'-1'} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':1.5} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':'18446744073709551616'} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':1e999999999} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':1e-999999999} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':'now'} | startTimeUnixNano | OUT_OF_RANGE",
        "{'startTimeUnixNano':true} | startTimeUnixNano | WRONG_TYPE",
        "{'startTimeUnixNano':NaN} | startTimeUnixNano | INVALID_JSON",
        "{'droppedEventsCount':4294967296} | droppedEventsCount | OUT_OF_RANGE",
        "{'flags':-1} | flags | OUT_OF_RANGE",
        "{'kind':2147483648} | kind | OUT_OF_RANGE",
        "{'kind':[]} | kind | WRONG_TYPE",
        "{'status':[]} | status | WRONG_TYPE",
        "{'attributes':[{'value':{'boolValue':'true'}}]} | attributes[0].value.boolValue | WRONG_TYPE",
        "{'attributes':[{'value':{'intValue':'9223372036854775808'}}]}"
            + " | attributes[0].value.intValue | OUT_OF_RANGE",
        "{'attributes':[{'value':{'doubleValue':'0x1p3'}}]}"
            + " | attributes[0].value.doubleValue | INVALID_NUMBER",
        "{'attributes':[{'value':{'doubleValue':1e999}}]}"
            + " | attributes[0].value.doubleValue | INVALID_NUMBER",
        "{'attributes':[{'value':{'bytesValue':'%%'}}]}"
            + " | attributes[0].value.bytesValue | INVALID_BASE64",
        "{'attributes':[{'value':{'stringValue':'a','intValue':1}}]}"
            + " | attributes[0].value.intValue | GIVEN_TWICE",
        "{'name':'a' 'kind':1} | name | INVALID_JSON",
        "{name:'a'} | body | INVALID_JSON",
      })
  void spans_areRefusedWithThePath(String json, String field, String reason) {
    refused(SPAN, json, field, reason);
  }

  @Test
  void depth_hasALimit() throws Exception {
    String deepest = nested(48);
    assertThat(Span.parseFrom(SPAN.decode(utf8(deepest))).getAttributesCount()).isEqualTo(1);

    FieldViolation violation = violation(SPAN, nested(60));
    assertThat(violation.getReason()).isEqualTo("TOO_DEEP");
    assertThat(violation(SPAN, nested(100_000)).getReason()).isIn("TOO_DEEP", "INVALID_JSON");
    assertThat(violation(SPAN, "{'x':" + "[".repeat(100_000)).getReason())
        .isEqualTo("INVALID_JSON");
  }

  @Test
  void text_mustBeUtf8() {
    byte[] latin = "{\"name\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> SPAN.decode(latin));

    assertThat(violation(failure).getReason()).isEqualTo("INVALID_UTF8");
  }

  @Test
  void proto3_readsTimesMapsAndBase64() throws Exception {
    JsonDecoder decoder = JsonDecoder.proto3(CreateKeyRequest.getDescriptor());

    CreateKeyRequest request =
        CreateKeyRequest.parseFrom(
            decoder.decode(utf8("{'projectId':'p','expireTime':'1970-01-01T00:00:07Z'}")));

    assertThat(request.getExpireTime().getSeconds()).isEqualTo(7);
    refused(decoder, "{'expireTime':'tomorrow'}", "expireTime", "INVALID_VALUE");
    refused(decoder, "{'expireTime':7}", "expireTime", "INVALID_VALUE");
  }

  @Test
  void maps_areRefusedWithTheirKey() {
    JsonDecoder decoder = JsonDecoder.proto3(TraceBatch.getDescriptor());

    refused(
        decoder,
        "{'spans':[{},{'attributes':{'team':7}}]}",
        "spans[1].attributes.team",
        "WRONG_TYPE");
  }

  @Test
  void metrics_arePacked() throws Exception {
    JsonDecoder decoder = JsonDecoder.otlp(ExportMetricsServiceRequest.getDescriptor());
    String json =
        "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'m','histogram':"
            + "{'dataPoints':[{'bucketCounts':['1',2],'explicitBounds':[0.5]}]}}]}]}]}";

    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(decoder.decode(utf8(json)));

    assertThat(
            request
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(0)
                .getHistogram()
                .getDataPoints(0)
                .getBucketCountsList())
        .containsExactly(1L, 2L);
  }

  private static String nested(int levels) {
    return "{'attributes':[{'value':"
        + "{'arrayValue':{'values':[".repeat(levels)
        + "]}}".repeat(levels)
        + "}]}";
  }

  private static Span span(String json) throws Exception {
    return Span.parseFrom(SPAN.decode(utf8(json)));
  }

  private static void refused(JsonDecoder decoder, String json, String field, String reason) {
    FieldViolation violation = violation(decoder, json);
    assertThat(violation.getField()).isEqualTo(field);
    assertThat(violation.getReason()).isEqualTo(reason);
  }

  private static FieldViolation violation(JsonDecoder decoder, String json) {
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> decoder.decode(utf8(json)));
    assertThat(failure).as(json).isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return violation(failure);
  }

  private static FieldViolation violation(StatusRuntimeException failure) {
    return StatusProto.fromThrowable(failure).getDetailsList().stream()
        .filter(detail -> detail.is(BadRequest.class))
        .map(
            detail -> {
              try {
                return detail.unpack(BadRequest.class).getFieldViolations(0);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .findFirst()
        .orElseThrow();
  }

  /** Tests write JSON with single quotes. */
  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
