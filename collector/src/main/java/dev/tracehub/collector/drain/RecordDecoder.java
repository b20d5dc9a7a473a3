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
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.CostCorrection;
import dev.tracehub.v1.CostCorrections;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
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
            spans.otlp(
                frame.project(), OtlpRequest.parseFrom(frame.payload()), frame.receivedNanos());
        case COST_CORRECTIONS ->
            corrections(frame.project(), CostCorrections.parseFrom(frame.payload()));
        case DEAD_LETTER ->
            throw new IllegalArgumentException("a dead letter in the journal of ingest");
      };
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(frame.type() + " is no message: " + e.getMessage(), e);
    }
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
    List<StoredRecord> records = spans.batch(project, sent, frame.receivedNanos());
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
