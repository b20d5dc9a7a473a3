/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.dialect.OtlpTranslator;
import dev.tracehub.collector.dialect.SpanPipeline;
import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.storage.Retention;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.TraceBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

  @Test
  void records_areKeptAsTheirFrameSays() {
    TraceBatch batch =
        TestBatches.batch(1)
            .addStartedSpans(TestBatches.startedSpan(2))
            .addEvents(TestBatches.event(3))
            .addEvaluations(TestBatches.evaluation(4))
            .addMetrics(TestBatches.metric(5))
            .addJobs(TestBatches.job(6))
            .build();
    assertThat(decode(FrameType.TRACE_BATCH, batch.toByteArray(), Retention.DAYS_30))
        .hasSize(6)
        .allSatisfy(record -> assertThat(record.retention()).isEqualTo(Retention.DAYS_30));
    assertThat(
            decode(
                FrameType.OTLP_TRACES,
                TestBatches.request(7).build().toByteArray(),
                Retention.DAYS_7))
        .singleElement()
        .satisfies(record -> assertThat(record.retention()).isEqualTo(Retention.DAYS_7));
  }

  @Test
  void logsAndMetrics_becomeRecordsOfTheirFrame() {
    var logs = TestBatches.logs(1);
    logs.getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .addLogRecords(
            TestBatches.otlpLog(2)
                .setEventName("gen_ai.evaluation.result")
                .addAttributes(TestBatches.attribute("gen_ai.evaluation.name", "relevance")));
    byte[] metrics = TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1)).build().toByteArray();

    assertThat(decode(FrameType.OTLP_LOGS, logs.build().toByteArray(), Retention.DAYS_30))
        .hasExactlyElementsOfTypes(
            StoredRecord.Event.class, StoredRecord.Event.class, StoredRecord.Judgement.class)
        .allSatisfy(record -> assertThat(record.retention()).isEqualTo(Retention.DAYS_30));
    assertThat(decode(FrameType.OTLP_METRICS, metrics, Retention.DAYS_7))
        .hasExactlyElementsOfTypes(StoredRecord.Metric.class)
        .allSatisfy(record -> assertThat(record.retention()).isEqualTo(Retention.DAYS_7));
  }

  @Test
  void evaluationInsideASpan_isAJudgementToo() {
    var request = TestBatches.request(1);
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .addEventsBuilder()
        .setName("gen_ai.evaluation.result")
        .addAttributes(TestBatches.attribute("gen_ai.evaluation.name", "relevance"));

    assertThat(decode(FrameType.OTLP_TRACES, request.build().toByteArray(), Retention.DAYS_30))
        .hasExactlyElementsOfTypes(StoredRecord.Finished.class, StoredRecord.Judgement.class);
  }

  /** A block that is sent again after a crash is decoded from the same frame. */
  @Test
  void sameFrame_givesTheSameRecords() {
    byte[] payload = TestBatches.batch(1).addEvents(TestBatches.event(2)).build().toByteArray();
    assertThat(decode(FrameType.TRACE_BATCH, payload, Retention.DAYS_90))
        .isEqualTo(decode(FrameType.TRACE_BATCH, payload, Retention.DAYS_90))
        .isNotEqualTo(decode(FrameType.TRACE_BATCH, payload, Retention.DAYS_7));
  }

  private static List<StoredRecord> decode(FrameType type, byte[] payload, Retention retention) {
    RecordDecoder decoder =
        new RecordDecoder(
            new SpanPipeline(OtlpTranslator.create(), PriceBook.builtIn(), new UsageRoles(100)));
    return decoder.decode(new Frame(0, 1, type, "p", retention, TestBatches.NOW_NANOS, payload));
  }
}
