/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static dev.tracehub.collector.wire.TestBatches.attribute;
import static dev.tracehub.collector.wire.TestBatches.otlpSpan;
import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.Raw;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands under some keys is a secret whatever it looks like. */
class KeyedValuesTest {

  private static final int FIELD_SPANS = TraceBatch.SPANS_FIELD_NUMBER;
  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());

  private final RuleMasking masking = new RuleMasking(MaskingRules.byDefault(), new FamilyCounts());

  @ParameterizedTest
  @CsvSource({
    "http.request.header.authorization,authorization",
    "http.request.header.proxy-authorization,authorization",
    "http.request.header.x-api-key,api-key",
    "X-API-KEY,api-key",
    "openaiApiKey,api-key",
    "ApiKey,api-key",
    "http.request.header.cookie,cookie",
    "http.response.header.set-cookie,cookie",
    "Set-Cookie,cookie",
    "db.password,credential",
    "DB_PASSWORD,credential",
    "clientSecret,credential",
    "client_secret,credential",
    "auth.refresh_token,credential",
    "AWS_SECRET_ACCESS_KEY,credential",
  })
  void valueUnderASecretsName_isMasked(String key, String family) throws Exception {
    Span masked = masked(span(1).putAttributes(key, text("plain"))).getSpans(0);

    assertThat(masked.getAttributesMap().get(key).getStringValue())
        .isEqualTo("[SECRET:" + family + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.usage.input_tokens",
        "password.length",
        "authorization.required",
        "secretary",
        "llm.first_token",
        "cookie.count",
        "token"
      })
  void valueUnderAnotherName_stays(String key) throws Exception {
    Span.Builder span = span(1).putAttributes(key, text("plain"));

    assertThat(masked(span).getSpans(0)).isEqualTo(span.build());
  }

  @Test
  void everyKindOfValue() throws Exception {
    AttributeValue value =
        AttributeValue.newBuilder()
            .setArrayValue(
                AttributeArray.newBuilder()
                    .addValues(text("one"))
                    .addValues(
                        AttributeValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("two")))
                    .addValues(
                        AttributeValue.newBuilder()
                            .setMapValue(AttributeMap.newBuilder().putEntries("k", text("three")))))
            .build();

    String masked = masked(span(1).putAttributes("x.cookies", value)).toString();

    assertThat(masked).doesNotContain("\"one\"", "\"two\"", "\"three\"").contains("\"k\"");
  }

  @Test
  void labelsOfMetrics() throws Exception {
    TraceBatch batch =
        TraceBatch.newBuilder()
            .addMetrics(MetricPoint.newBuilder().putLabels("password", "plain"))
            .build();

    assertThat(masked(batch.toByteArray()).getMetrics(0).getLabelsMap())
        .containsEntry("password", "[SECRET:credential]");
  }

  @Test
  void otlpAttributes() throws Exception {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(
                                otlpSpan(1)
                                    .addAttributes(attribute("db.password", "plain"))
                                    .addAttributes(attribute("db.name", "plain")))))
            .build();

    ExportTraceServiceRequest masked =
        ExportTraceServiceRequest.parseFrom(
            masking.mask(MODEL.otlp(OtlpPath.TRACES), request.toByteArray()));

    assertThat(
            masked.getResourceSpans(0).getScopeSpans(0).getSpans(0).getAttributesList().stream()
                .map(entry -> entry.getValue().getStringValue()))
        .contains("[SECRET:credential]", "plain");
  }

  /** JSON may name the value first, and then it comes first in the message. */
  @Test
  void keyBehindItsValue() throws Exception {
    byte[] value = new Raw().text(1, "plain").toBytes();
    byte[] entry = new Raw().value(2, value).text(1, "db.password").toBytes();
    byte[] span = new Raw().value(32, entry).toBytes();
    byte[] batch = new Raw().value(FIELD_SPANS, span).toBytes();

    assertThat(masked(batch).getSpans(0).getAttributesMap().get("db.password").getStringValue())
        .isEqualTo("[SECRET:credential]");
  }

  @Test
  void idsAndPrices_areLeftAlone() throws Exception {
    RuleMasking strict = new RuleMasking(MaskingRules.strict(), new FamilyCounts());
    Span.Builder span = span(1).setTraceId("41111111111111110000000000000000");
    span.setSpanId("4111111111111111").getCostBuilder().setTotalUsd("4111111111111111");
    byte[] batch = TraceBatch.newBuilder().addSpans(span).build().toByteArray();

    assertThat(strict.mask(MODEL.traceBatch(), batch)).isEqualTo(batch);
  }

  /** What is refused is quoted in the answer, so what is no id is a text like any other. */
  @Test
  void secretInThePlaceOfAnId_isMasked() throws Exception {
    Span.Builder span = span(1).setTraceId(Secrets.ALL.get(0).text());

    assertThat(masked(span).getSpans(0).getTraceId()).isEqualTo("[SECRET:openai]");
  }

  private TraceBatch masked(Span.Builder span) throws Exception {
    return masked(TraceBatch.newBuilder().addSpans(span).build().toByteArray());
  }

  private TraceBatch masked(byte[] batch) throws Exception {
    return TraceBatch.parseFrom(masking.mask(MODEL.traceBatch(), batch));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }
}
