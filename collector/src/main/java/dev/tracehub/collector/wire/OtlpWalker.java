/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks OTLP's {@code ExportTraceServiceRequest}; names the first few rejected spans.
 *
 * <p>A fault in a resource or a scope rejects the spans below it and no others: requests of a
 * gateway mix many services, and one must not cost the rest.
 */
public final class OtlpWalker implements BatchWalker {

  private static final int MOST_NAMED = 10;

  private final IngestLimits limits;
  private final MessageShape request;
  private final MessageShape resourceSpans;
  private final MessageShape scopeSpans;
  private final MessageShape span;

  /** Walks what holds the spans. */
  private final MessageWalk walk;

  /** Walks what all spans of a group share. */
  private final MessageWalk shared;

  private final FoundRecords found;
  private int groups;

  public OtlpWalker(WireModel model) {
    limits = model.limits();
    request = model.otlpTraces();
    resourceSpans = request.childOf(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
    scopeSpans = resourceSpans.childOf(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
    span = scopeSpans.childOf(ScopeSpans.SPANS_FIELD_NUMBER);
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
      if (tag >>> 3 == ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER) {
        resourceSpans(start, group(tag, start, end));
      } else {
        walk.skipUnknown(tag, start, end);
      }
    }
  }

  private void resourceSpans(int groupStart, int end) {
    int first = found.table().size();
    int base = shared.open(resourceSpans);
    WireFault fault = null;
    while (walk.position < end) {
      int start = walk.position;
      int tag = walk.readTag(end);
      if (tag >>> 3 == ResourceSpans.SCOPE_SPANS_FIELD_NUMBER) {
        scopeSpans(start, group(tag, start, end));
      } else {
        fault = first(fault, shared(resourceSpans, base, 1, tag, start, end));
      }
    }
    shared.close(base);
    if (fault != null) {
      rejectFrom(first, fault);
      found.cut(groupStart, end);
    }
  }

  private void scopeSpans(int groupStart, int end) {
    int first = found.table().size();
    int base = shared.open(scopeSpans);
    WireFault fault = null;
    for (int index = 0; walk.position < end; ) {
      int start = walk.position;
      int tag = walk.readTag(end);
      if (tag >>> 3 == ScopeSpans.SPANS_FIELD_NUMBER) {
        span(index++, tag, start, end);
      } else {
        fault = first(fault, shared(scopeSpans, base, 2, tag, start, end));
      }
    }
    shared.close(base);
    if (fault != null) {
      rejectFrom(first, fault);
      found.cut(groupStart, end);
    }
  }

  private void span(int index, int tag, int start, int end) {
    if (found.table().size() == limits.otlpRequestSpans()) {
      throw tooLarge(
          "more than " + limits.otlpRequestSpans() + " spans", limits.otlpRequestSpans());
    }
    int to = enter(tag, start, end);
    int from = walk.position;
    walk.position = to;
    found.add(RecordType.OTLP_SPAN, span, index, start, from, to);
  }

  private int group(int tag, int start, int end) {
    if (++groups > limits.otlpRequestGroups()) {
      throw tooLarge(
          "more than " + limits.otlpRequestGroups() + " ResourceSpans and ScopeSpans",
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

  /** Walks a field that the spans of a group share; answers its fault, if it has one. */
  private @Nullable WireFault shared(
      MessageShape shape, int base, int depth, int tag, int start, int end) {
    walk.skipValue(tag, start, end);
    shared.position = start;
    try {
      shared.field(shape, base, walk.position, depth);
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
