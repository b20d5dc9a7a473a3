/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.dialect.OtlpRequest;
import dev.tracehub.collector.dialect.SentBatch;
import dev.tracehub.collector.dialect.SpanPipeline;
import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.signal.Evaluations;
import dev.tracehub.collector.signal.LogTranslator;
import dev.tracehub.collector.signal.MetricTranslator;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.CostCorrection;
import dev.tracehub.v1.CostCorrections;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Decodes what ingest journals: batches of our own protocol and OTLP requests. For one thread. */
public final class RecordDecoder implements FrameDecoder {

  private final SpanPipeline spans;

  /** A decoder whose spans go through a pipeline that has seen nothing yet. */
  public RecordDecoder(SpanPipeline spans) {
    this.spans = spans;
  }

  @Override
  public List<StoredRecord> decode(Frame frame) {
    spans.prepare(frame.project(), frame.receivedNanos());
    List<StoredRecord> records = read(frame);
    records.replaceAll(record -> record.keptFor(frame.retention()));
    return records;
  }

  private List<StoredRecord> read(Frame frame) {
    try {
      return switch (frame.type()) {
        case TRACE_BATCH -> ofBatch(frame, SentBatch.parseFrom(frame.payload()));
        case OTLP_TRACES ->
            judged(
                spans.otlp(
                    frame.project(),
                    OtlpRequest.parseFrom(frame.payload()),
                    frame.receivedNanos()));
        case OTLP_LOGS ->
            ofLogs(frame.project(), ExportLogsServiceRequest.parseFrom(frame.payload()));
        case OTLP_METRICS ->
            ofMetrics(frame.project(), ExportMetricsServiceRequest.parseFrom(frame.payload()));
        case COST_CORRECTIONS ->
            corrections(frame.project(), CostCorrections.parseFrom(frame.payload()));
        case DECIDED_BATCH -> decided(frame, frame.payload());
        case TICK -> new ArrayList<>(0);
        case DEAD_LETTER ->
            throw new IllegalArgumentException("a dead letter in the journal of ingest");
      };
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(frame.type() + " is no message: " + e.getMessage(), e);
    }
  }

  /** What the pipeline adds to a span is added anew; for what it stands, is not known here. */
  private List<StoredRecord> decided(Frame frame, byte[] payload)
      throws InvalidProtocolBufferException {
    Iterator<Span> sent = TraceBatch.parseFrom(payload).getSpansList().iterator();
    List<StoredRecord> records = ofBatch(frame, SentBatch.parseFrom(payload));
    records.replaceAll(
        record ->
            record instanceof StoredRecord.Finished finished
                ? weighted(finished, sent.next().getCollector())
                : record);
    return records;
  }

  private static StoredRecord weighted(StoredRecord.Finished finished, CollectorFacts sent) {
    Span.Builder span = finished.span().toBuilder();
    span.getCollectorBuilder()
        .setSampleWeight(sent.getSampleWeight())
        .setSampleTraceSpans(sent.getSampleTraceSpans());
    return new StoredRecord.Finished(finished.project(), finished.retention(), span.build());
  }

  private static List<StoredRecord> corrections(String project, CostCorrections corrections) {
    List<StoredRecord> records = new ArrayList<>(corrections.getCorrectionsCount());
    for (CostCorrection correction : corrections.getCorrectionsList()) {
      records.add(
          new StoredRecord.CostChange(
              project,
              TraceId.parse(correction.getTraceId()),
              SpanId.parse(correction.getSpanId()),
              correction.getCost()));
    }
    return records;
  }

  private List<StoredRecord> ofBatch(Frame frame, SentBatch sent) {
    String project = frame.project();
    List<StoredRecord> records = judged(spans.batch(project, sent, frame.receivedNanos()));
    TraceBatch batch = sent.rest();
    batch.getEventsList().forEach(e -> records.add(new StoredRecord.Event(project, canonical(e))));
    batch
        .getEvaluationsList()
        .forEach(e -> records.add(new StoredRecord.Judgement(project, canonical(e))));
    batch
        .getMetricsList()
        .forEach(m -> records.add(new StoredRecord.Metric(project, canonical(m))));
    batch.getJobsList().forEach(job -> records.add(new StoredRecord.Job(project, job)));
    return records;
  }

  /** Adds the judgements that spans tell in their events. */
  private static List<StoredRecord> judged(List<StoredRecord> records) {
    List<StoredRecord> judgements = new ArrayList<>(0);
    for (StoredRecord record : records) {
      if (record instanceof StoredRecord.Finished finished) {
        Evaluations.of(finished.span())
            .forEach(e -> judgements.add(new StoredRecord.Judgement(finished.project(), e)));
      }
    }
    records.addAll(judgements);
    return records;
  }

  private static List<StoredRecord> ofLogs(String project, ExportLogsServiceRequest request) {
    List<StoredRecord> records = new ArrayList<>();
    for (SpanEvent event : LogTranslator.events(request)) {
      records.add(new StoredRecord.Event(project, event));
      Evaluations.of(event)
          .ifPresent(judged -> records.add(new StoredRecord.Judgement(project, judged)));
    }
    return records;
  }

  private static List<StoredRecord> ofMetrics(String project, ExportMetricsServiceRequest request) {
    List<StoredRecord> records = new ArrayList<>();
    MetricTranslator.points(request)
        .forEach(point -> records.add(new StoredRecord.Metric(project, point)));
    return records;
  }

  private static SpanEvent canonical(SpanEvent event) {
    return event.toBuilder()
        .setTraceId(traceId(event.getTraceId()))
        .setSpanId(spanId(event.getSpanId()))
        .build();
  }

  private static Evaluation canonical(Evaluation evaluation) {
    return evaluation.toBuilder()
        .setTraceId(traceId(evaluation.getTraceId()))
        .setSpanId(spanId(evaluation.getSpanId()))
        .build();
  }

  private static MetricPoint canonical(MetricPoint point) {
    return point.toBuilder()
        .setTraceId(traceId(point.getTraceId()))
        .setSpanId(spanId(point.getSpanId()))
        .build();
  }

  private static String traceId(String text) {
    return text.isEmpty() ? "" : TraceId.parse(text).toString();
  }

  private static String spanId(String text) {
    return text.isEmpty() ? "" : SpanId.parse(text).toString();
  }
}
