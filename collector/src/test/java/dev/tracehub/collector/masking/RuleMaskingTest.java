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
import com.google.protobuf.UnknownFieldSet;
import dev.tracehub.collector.masking.Secrets.Secret;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.Raw;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMaskingTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final String SECRET = Secrets.ALL.get(0).text();
  private static final String MARKER = Secrets.ALL.get(0).masked();

  private final FamilyCounts counts = new FamilyCounts();
  private final RuleMasking masking = new RuleMasking(MaskingRules.byDefault(), counts);

  static List<Secret> secrets() {
    return Secrets.ALL;
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void mask_secretAloneInAField(Secret secret) throws Exception {
    assertThat(masked(secret.text())).isEqualTo(secret.masked());
    assertThat(counts.toMap()).containsEntry(secret.family(), 1L);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void mask_secretInAText(Secret secret) throws Exception {
    for (int padding = 0; padding < 9; padding++) {
      String before = "가".repeat(padding % 3) + "x".repeat(padding) + " key=";
      assertThat(masked(before + secret.text() + "\" and more"))
          .isEqualTo(before + secret.masked() + "\" and more");
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void mask_again_changesNothing(Secret secret) {
    byte[] once = masking.mask(MODEL.traceBatch(), batch(secret.text()));

    assertThat(masking.mask(MODEL.traceBatch(), once)).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the task-force asked for sk-learn and sk-estimator-doc-link-with-a-long-name",
        "sk-abcdefghijklmnopqrstuvwxyz",
        "https://example.org/a:b@c",
        "https://user@example.org/",
        "postgres://db.example.org:5432/shop?mail=a@b",
        "see http://localhost:4318/v1/traces and mail me@example.org",
        "AKIAABCDEFGHIJKLMNOPQ",
        "eyJhbGciOiJIUzI1NiJ9.short.x",
        "eyJ is how base64 of a JSON object begins",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY----- is the first line",
        "the ghp_ prefix, xoxb- and AIza are well known",
        "xghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "hf_hub_download_with_a_long_function_name_of_python"
      })
  void mask_noSecret_returnsTheSameArray(String text) {
    byte[] batch = batch(text);

    assertThat(masking.mask(MODEL.traceBatch(), batch)).isSameAs(batch);
  }

  static Stream<Function<String, Span.Builder>> places() {
    return Stream.of(
        text -> span(1).setName(text),
        text -> span(1).addTags("a").addTags(text),
        text -> span(1).setInput(Payload.newBuilder().setText("안녕 " + text)),
        text -> span(1).setOutput(Payload.newBuilder().setData(ByteString.copyFromUtf8(text))),
        text -> span(1).setStatus(Status.newBuilder().setMessage("401: " + text)),
        text -> span(1).putAttributes("k", string(text)),
        text ->
            span(1)
                .putAttributes(
                    "k",
                    AttributeValue.newBuilder()
                        .setMapValue(AttributeMap.newBuilder().putEntries("deep", string(text)))
                        .build()),
        text -> span(1).putAttributes(text, string("v")),
        text -> span(1).addEvents(Event.newBuilder().setName("e").putAttributes("k", string(text))),
        text -> span(1).putResourceAttributes("process.command_line", string("run --key " + text)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void mask_everyPlaceOfASpan(Function<String, Span.Builder> place) throws Exception {
    TraceBatch before =
        TraceBatch.newBuilder().addSpans(span(7)).addSpans(place.apply(SECRET)).build();
    TraceBatch after =
        TraceBatch.newBuilder().addSpans(span(7)).addSpans(place.apply(MARKER)).build();

    byte[] masked = masking.mask(MODEL.traceBatch(), before.toByteArray());

    assertThat(TraceBatch.parseFrom(masked)).isEqualTo(after);
  }

  @Test
  void mask_otlp_everyPlace() throws Exception {
    byte[] masked = masking.mask(MODEL.otlp(OtlpPath.TRACES), request(SECRET).toByteArray());

    assertThat(ExportTraceServiceRequest.parseFrom(masked)).isEqualTo(request(MARKER));
    assertThat(counts.toMap()).containsEntry("openai", 4L);
  }

  private static ExportTraceServiceRequest request(String text) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("argv", text)))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            otlpSpan(1)
                                .addAttributes(attribute("prompt", text + "\n" + text))
                                .addEvents(
                                    io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                                        .addAttributes(attribute("exception.message", text))))
                        .addSpans(otlpSpan(2))))
        .build();
  }

  @Test
  void mask_logRecordsAndMetrics() throws Exception {
    ExportLogsServiceRequest.Builder logs = TestBatches.logs(1);
    logs.getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .getLogRecordsBuilder(0)
        .setBody(attribute("", SECRET).getValue())
        .addAttributes(attribute("content", SECRET));
    ExportMetricsServiceRequest.Builder metrics =
        TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1));
    metrics
        .getResourceMetricsBuilder(0)
        .getScopeMetricsBuilder(0)
        .getMetricsBuilder(0)
        .getSumBuilder()
        .getDataPointsBuilder(0)
        .addAttributes(attribute("key", SECRET));

    byte[] maskedLogs = masking.mask(MODEL.otlp(OtlpPath.LOGS), logs.build().toByteArray());
    byte[] maskedMetrics =
        masking.mask(MODEL.otlp(OtlpPath.METRICS), metrics.build().toByteArray());

    assertThat(ExportLogsServiceRequest.parseFrom(maskedLogs).toString())
        .contains(MARKER)
        .doesNotContain(SECRET);
    assertThat(ExportMetricsServiceRequest.parseFrom(maskedMetrics).toString())
        .contains(MARKER)
        .doesNotContain(SECRET);
    assertThat(counts.toMap()).containsEntry("openai", 3L);
  }

  @Test
  void mask_otherKindsOfRecords() throws Exception {
    TraceBatch before =
        TraceBatch.newBuilder()
            .addEvents(dev.tracehub.v1.SpanEvent.newBuilder().setReason(SECRET))
            .addEvaluations(dev.tracehub.v1.Evaluation.newBuilder().setExplanation(SECRET))
            .addMetrics(dev.tracehub.v1.MetricPoint.newBuilder().putLabels("k", SECRET))
            .addJobs(dev.tracehub.v1.JobUpdate.newBuilder().setMessage(SECRET))
            .build();

    byte[] masked = masking.mask(MODEL.traceBatch(), before.toByteArray());

    assertThat(TraceBatch.parseFrom(masked).toString()).doesNotContain(SECRET);
    assertThat(counts.toMap()).containsEntry("openai", 4L);
  }

  @Test
  void mask_unknownField_keepsItsLength() throws Exception {
    ByteString inner = ByteString.copyFrom(new Raw().text(1, SECRET).number(2, 7).toBytes());
    TraceBatch before =
        TraceBatch.newBuilder().addSpans(span(1).setUnknownFields(unknown(inner))).build();

    byte[] masked = masking.mask(MODEL.traceBatch(), before.toByteArray());

    ByteString after =
        TraceBatch.parseFrom(masked)
            .getSpans(0)
            .getUnknownFields()
            .getField(200)
            .getLengthDelimitedList()
            .get(0);
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(after);
    assertThat(fields.getField(1).getLengthDelimitedList().get(0).toStringUtf8())
        .startsWith(MARKER + "***")
        .hasSameSizeAs(SECRET);
    assertThat(fields.getField(2).getVarintList()).containsExactly(7L);
  }

  private static UnknownFieldSet unknown(ByteString value) {
    return UnknownFieldSet.newBuilder()
        .addField(200, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build())
        .build();
  }

  @Test
  void mask_brokenRecord_masksTheOthers() {
    byte[] bytes =
        new Raw()
            .value(10, new Raw().text(5, SECRET).bytes(0x80).toBytes())
            .value(10, span(1).setName(SECRET).build().toByteArray())
            .tag(10, 2)
            .varint(1000)
            .toBytes();

    byte[] masked = masking.mask(MODEL.traceBatch(), bytes);

    assertThat(new String(masked, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(SECRET);
    assertThat(counts.toMap()).containsEntry("openai", 2L);
  }

  @Test
  void mask_cutOffPrivateKey_isMaskedToItsEnd() throws Exception {
    String key = "-----BEGIN " + "EC PRIVATE KEY-----\n" + Secrets.A40 + "\nabcd";

    assertThat(masked("k: " + key)).isEqualTo("k: [SECRET:private-key]");
  }

  private static AttributeValue string(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static byte[] batch(String text) {
    return TraceBatch.newBuilder()
        .addSpans(span(1).setInput(Payload.newBuilder().setText(text)))
        .build()
        .toByteArray();
  }

  private String masked(String text) throws Exception {
    byte[] masked = masking.mask(MODEL.traceBatch(), batch(text));
    return TraceBatch.parseFrom(masked).getSpans(0).getInput().getText();
  }
}
