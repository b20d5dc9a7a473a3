/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.TestBatches.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.tracehub.collector.wire.RecordTable.Verdict;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The walk against protobuf's own parser. */
class WalkPropertyTest {

  private static final IngestLimits LIMITS = IngestLimits.defaults();
  private static final TimeBounds BOUNDS = TimeBounds.around(NOW, LIMITS);
  private static final WireModel MODEL = WireModel.of(LIMITS);

  private final TraceBatchWalker traceBatches = new TraceBatchWalker(MODEL);
  private final OtlpWalker requests = new OtlpWalker(MODEL, OtlpPath.TRACES);

  @Property
  void walk_validTraceBatch_agreesWithTheParser(@ForAll long seed) {
    TraceBatch batch = new RandomBatches(seed).traceBatch();

    traceBatches.walk(batch.toByteArray(), BOUNDS);

    RecordTable records = traceBatches.records();
    assertThat(traceBatches.rejections()).isEmpty();
    assertThat(records.size()).isEqualTo(recordCount(batch));
    assertThat(RecordCounts.ofTraceBatch(batch.toByteArray())).isEqualTo(records.size());
    assertThat(traceBatches.header().clientId()).isEqualTo(batch.getClientId());
    assertThat(traceBatches.header().sequence()).isEqualTo(batch.getSequence());
    assertThat(traceBatches.header().batchId()).isEqualTo(batch.getBatchId());
    for (int record = 0; record < records.size(); record++) {
      if (records.type(record) == RecordType.SPAN) {
        assertAgrees(records, record, batch.getSpans(records.index(record)));
      }
    }
  }

  private static void assertAgrees(RecordTable records, int record, Span span) {
    BigInteger trace = new BigInteger(span.getTraceId().replace("-", ""), 16);
    assertThat(records.traceHigh(record)).isEqualTo(trace.shiftRight(64).longValue());
    assertThat(records.traceLow(record)).isEqualTo(trace.longValue());
    assertThat(records.id(record)).isEqualTo(Long.parseUnsignedLong(span.getSpanId(), 16));
    int size = span.getSerializedSize();
    assertThat(records.end(record) - records.start(record))
        .isEqualTo(1 + Wire.varintSize(size) + size);
  }

  @Property
  void walk_validOtlpRequest_agreesWithTheParser(@ForAll long seed) {
    ExportTraceServiceRequest request = new RandomBatches(seed).request();

    requests.walk(request.toByteArray(), BOUNDS);

    List<io.opentelemetry.proto.trace.v1.Span> spans = spans(request);
    RecordTable records = requests.records();
    assertThat(requests.rejections()).isEmpty();
    assertThat(records.size()).isEqualTo(spans.size());
    assertThat(RecordCounts.ofOtlp(OtlpPath.TRACES, request.toByteArray())).isEqualTo(spans.size());
    for (int record = 0; record < records.size(); record++) {
      assertThat(records.id(record))
          .isEqualTo(spans.get(record).getSpanId().asReadOnlyByteBuffer().getLong());
      assertThat(records.traceLow(record))
          .isEqualTo(spans.get(record).getTraceId().asReadOnlyByteBuffer().getLong(8));
    }
  }

  @Property
  void accepted_traceBatch_holdsExactlyTheAcceptedRecords(@ForAll long seed) throws Exception {
    RandomBatches random = new RandomBatches(seed);
    TraceBatch batch = random.traceBatch();
    traceBatches.walk(batch.toByteArray(), BOUNDS);
    TraceBatch.Builder expected = batch.toBuilder().clearSpans();

    for (int record = 0; record < traceBatches.records().size(); record++) {
      if (traceBatches.records().type(record) == RecordType.SPAN) {
        if (random.nextBoolean()) {
          expected.addSpans(batch.getSpans(traceBatches.records().index(record)));
        } else {
          traceBatches.records().decide(record, Verdict.DUPLICATE);
        }
      }
    }

    assertThat(TraceBatch.parseFrom(traceBatches.accepted())).isEqualTo(expected.build());
  }

  @Property
  void accepted_otlpRequest_holdsExactlyTheAcceptedSpans(@ForAll long seed) throws Exception {
    RandomBatches random = new RandomBatches(seed);
    ExportTraceServiceRequest request = random.request();
    requests.walk(request.toByteArray(), BOUNDS);
    List<io.opentelemetry.proto.trace.v1.Span> expected = spans(request);
    List<io.opentelemetry.proto.trace.v1.Span> dropped = new ArrayList<>();

    for (int record = 0; record < requests.records().size(); record++) {
      if (random.nextBoolean()) {
        requests.reject(record, WireFault.conflict());
        dropped.add(expected.get(record));
      }
    }
    expected.removeAll(dropped);

    ExportTraceServiceRequest cut = ExportTraceServiceRequest.parseFrom(requests.accepted());
    assertThat(spans(cut)).isEqualTo(expected);
    assertThat(cut.getResourceSpansCount()).isEqualTo(request.getResourceSpansCount());
  }

  @Property
  void walk_mutatedTraceBatch_acceptsOnlyWhatParses(@ForAll long seed) {
    RandomBatches random = new RandomBatches(seed);
    byte[] valid = random.traceBatch().toByteArray();

    for (int i = 0; i < 20; i++) {
      assertParses(traceBatches, random.mutated(valid), TraceBatch.getDefaultInstance());
    }
  }

  @Property
  void walk_mutatedOtlpRequest_acceptsOnlyWhatParses(@ForAll long seed) {
    RandomBatches random = new RandomBatches(seed);
    byte[] valid = random.request().toByteArray();

    for (int i = 0; i < 20; i++) {
      assertParses(requests, random.mutated(valid), ExportTraceServiceRequest.getDefaultInstance());
    }
  }

  @Property
  void walk_anyMessageOrNoise_acceptsOnlyWhatParses(@ForAll long seed) {
    RandomBatches random = new RandomBatches(seed);
    TraceBatch batch = random.any(TraceBatch.getDefaultInstance());
    ExportTraceServiceRequest request = random.any(ExportTraceServiceRequest.getDefaultInstance());

    assertParses(traceBatches, batch.toByteArray(), batch);
    assertParses(requests, request.toByteArray(), request);
    assertParses(traceBatches, random.noise(), batch);
    assertParses(requests, random.noise(), request);
  }

  /** What the walk accepts is valid for the parser and for a second walk. */
  private static void assertParses(BatchWalker walker, byte[] bytes, Message prototype) {
    try {
      walker.walk(bytes, BOUNDS);
    } catch (WireFault fault) {
      assertThat(fault.reason()).isNotEmpty();
      return;
    }
    byte[] accepted = walker.accepted();
    int count = walker.records().count(Verdict.ACCEPTED);
    try {
      Message parsed = prototype.getParserForType().parseFrom(accepted);
      int parsedCount =
          parsed instanceof TraceBatch batch
              ? recordCount(batch)
              : spans((ExportTraceServiceRequest) parsed).size();
      assertThat(parsedCount).isEqualTo(count);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("accepted what does not parse", e);
    }
    walker.walk(accepted, BOUNDS);
    assertThat(walker.records().count(Verdict.ACCEPTED)).isEqualTo(count);
  }

  private static int recordCount(TraceBatch batch) {
    return batch.getSpansCount()
        + batch.getStartedSpansCount()
        + batch.getEventsCount()
        + batch.getEvaluationsCount()
        + batch.getMetricsCount()
        + batch.getJobsCount();
  }

  private static List<io.opentelemetry.proto.trace.v1.Span> spans(
      ExportTraceServiceRequest request) {
    List<io.opentelemetry.proto.trace.v1.Span> spans = new ArrayList<>();
    request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .forEach(scope -> spans.addAll(scope.getSpansList()));
    return spans;
  }
}
