/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the requests of one OTLP signal; names the first few rejected records.
 *
 * <p>A fault in a resource, a scope or a metric rejects the records below it and no others:
 * requests of a gateway mix many services, and one must not cost the rest.
 */
public final class OtlpWalker implements BatchWalker {

  private static final int MOST_NAMED = 10;

  private final IngestLimits limits;
  private final OtlpPath path;
  private final MessageShape request;

  /** Walks what holds the records. */
  private final MessageWalk walk;

  /** Walks what all records of a group share. */
  private final MessageWalk shared;

  private final MetricNames metricNames = new MetricNames();
  private final FoundRecords found;
  private int groups;

  public OtlpWalker(WireModel model, OtlpPath path) {
    this.limits = model.limits();
    this.path = path;
    request = model.otlp(path);
    walk = new MessageWalk(limits);
    shared = new MessageWalk(limits);
    found = new FoundRecords(request, limits, MOST_NAMED);
  }

  @Override
  public void walk(byte[] batch, TimeBounds bounds) {
    found.begin(batch, bounds);
    walk.reset(batch, 0);
    shared.reset(batch, 0);
    groups = 0;
    try {
      if (batch.length > limits.otlpRequestBytes()) {
        throw tooLarge(batch.length + " bytes", limits.otlpRequestBytes());
      }
      request(batch.length);
    } catch (WireFault fault) {
      throw fault.under(found.path(fault));
    }
  }

  private void request(int end) {
    while (walk.position < end) {
      int start = walk.position;
      int tag = walk.readTag(end);
      if (path.leadsOn(0, tag >>> 3)) {
        group(request.childOf(tag >>> 3), 1, start, groupEnd(1, tag, start, end));
      } else {
        walk.skipUnknown(tag, start, end);
      }
    }
  }

  /** A message at a level of the path, entered already; it belongs to the field at the start. */
  private void group(MessageShape shape, int level, int groupStart, int end) {
    int first = found.table().size();
    int base = shared.open(shape);
    long content = 0;
    WireFault fault = null;
    if (path.isMetric(level)) {
      metricNames.begin(groupStart);
    }
    for (int index = 0; walk.position < end; ) {
      int start = walk.position;
      int tag = walk.readTag(end);
      int number = tag >>> 3;
      if (!path.leadsOn(level, number)) {
        fault = first(fault, shared(shape, base, level, tag, start, end));
        content += ContentHash.of(walk.bytes, start, walk.position);
      } else if (level == path.lastLevel()) {
        record(shape.childOf(number), index++, tag, start, end);
      } else {
        content += number;
        group(shape.childOf(number), level + 1, start, groupEnd(level + 1, tag, start, end));
      }
    }
    shared.close(base);
    if (path.isMetric(level)) {
      fault = first(fault, metricNames.fault(walk.bytes));
    }
    if (fault != null) {
      rejectFrom(first, fault);
      found.cut(groupStart, end);
    } else if (path == OtlpPath.METRICS) {
      groupFrom(first, content);
    }
  }

  private void record(MessageShape shape, int index, int tag, int start, int end) {
    if (found.table().size() + found.listNumbers() >= path.limit(limits)) {
      throw tooLarge("more than " + path.limit(limits) + " " + path.records(), path.limit(limits));
    }
    int to = enter(tag, start, end);
    int from = walk.position;
    walk.position = to;
    found.add(path.record(), shape, index, start, from, to);
  }

  private int groupEnd(int level, int tag, int start, int end) {
    // The data of a metric is no group of its own: there is one of it.
    if (level < 4 && ++groups > limits.otlpRequestGroups()) {
      throw tooLarge(
          "more than " + limits.otlpRequestGroups() + " " + path.groups(),
          limits.otlpRequestGroups());
    }
    return enter(tag, start, end);
  }

  /** Enters the message in a field and answers where it ends. */
  private int enter(int tag, int start, int end) {
    if ((tag & 7) != Wire.LENGTH) {
      throw WireFault.malformed(
          start, "wire type " + (tag & 7) + " (expected: " + Wire.LENGTH + ")");
    }
    int length = walk.readLength(start, end);
    return walk.position + length;
  }

  /** Walks a field that the records of a group share; answers its fault, if it has one. */
  private @Nullable WireFault shared(
      MessageShape shape, int base, int level, int tag, int start, int end) {
    walk.skipValue(tag, start, end);
    shared.position = start;
    try {
      shared.field(shape, base, walk.position, level);
      if (path.isMetric(level) && tag >>> 3 == Metric.NAME_FIELD_NUMBER) {
        metricNames.found(start, shared.valueFrom, walk.position);
      }
      return null;
    } catch (WireFault fault) {
      return fault;
    }
  }

  private static @Nullable WireFault first(@Nullable WireFault earlier, @Nullable WireFault later) {
    return earlier == null ? later : earlier;
  }

  private void rejectFrom(int first, WireFault fault) {
    for (int record = first; record < found.table().size(); record++) {
      if (found.table().verdict(record) == RecordTable.Verdict.ACCEPTED) {
        found.reject(record, fault);
      }
    }
  }

  /** Equal points of two services or two metrics are two points. */
  private void groupFrom(int first, long content) {
    for (int record = first; record < found.table().size(); record++) {
      found.table().group(record, content);
    }
  }

  private static WireFault tooLarge(String what, int most) {
    return WireFault.of(
        RejectionCode.REJECTION_CODE_TOO_LARGE, "", what + " (expected: at most " + most + ")");
  }

  @Override
  public RecordTable records() {
    return found.table();
  }

  @Override
  public BatchHeader header() {
    return BatchHeader.NONE;
  }

  @Override
  public void reject(int record, WireFault fault) {
    found.reject(record, fault);
  }

  @Override
  public List<RejectedRecord> rejections() {
    return found.named();
  }

  @Override
  public byte[] accepted() {
    return found.accepted();
  }

  @Override
  public void forget() {
    walk.forget();
    shared.forget();
    found.forget();
  }
}
