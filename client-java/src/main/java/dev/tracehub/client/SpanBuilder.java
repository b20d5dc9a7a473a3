/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.Sampling;
import org.jspecify.annotations.Nullable;

/**
 * Starts a span. The parent is the thread's current span, else OpenTelemetry's if there is one,
 * unless another is named. Not thread-safe; for one span.
 */
public final class SpanBuilder {

  private final Recorder recorder;
  private final String name;
  private SpanType type = SpanType.SPAN;
  private boolean parentNamed;
  private @Nullable LiveSpan parent;
  private @Nullable TraceContext remoteParent;

  SpanBuilder(Recorder recorder, String name) {
    this.recorder = recorder;
    this.name = Texts.name(name, recorder.privacy());
  }

  /** What sort of work it is: {@link SpanType#SPAN} unless said. */
  public SpanBuilder type(@Nullable SpanType value) {
    type = value == null ? SpanType.SPAN : value;
    return this;
  }

  /**
   * A parent in this process, of which the span takes over session, user, tags, job and variant.
   */
  public SpanBuilder parent(LiveSpan value) {
    return parent(value, null);
  }

  /** A parent in another process. */
  public SpanBuilder parent(TraceContext value) {
    return parent(null, value);
  }

  /**
   * A parent in another process, by its header; a header that is missing or wrong changes nothing.
   */
  public SpanBuilder traceparent(@Nullable String header) {
    TraceContext.parse(header).ifPresent(this::parent);
    return this;
  }

  /** No parent: the span begins a trace. */
  public SpanBuilder root() {
    return parent(null, null);
  }

  private SpanBuilder parent(@Nullable LiveSpan local, @Nullable TraceContext remote) {
    parentNamed = true;
    parent = local;
    remoteParent = remote;
    return this;
  }

  /** Starts the span and makes it current on this thread until it ends. */
  public LiveSpan start() {
    LiveSpan span = startDetached();
    span.attach();
    return span;
  }

  /** Starts the span without making it current anywhere: for work that other threads finish. */
  public LiveSpan startDetached() {
    if (!parentNamed) {
      parent = recorder.current().get();
      remoteParent = parent == null ? recorder.foreign().current() : null;
    }
    SpanRecord.Place place = place();
    boolean sampledOut = isSampledOut(place);
    SpanRecord.Start start = new SpanRecord.Start(place, name, type, sampledOut);
    return new LiveSpan(recorder, new SpanRecord(recorder, start, facts(place, sampledOut)));
  }

  private boolean isSampledOut(SpanRecord.Place place) {
    Sampling sampling = recorder.privacy().sampling();
    if (parent != null) {
      return parent.isSampledOut();
    }
    return remoteParent == null
        ? !sampling.keeps(place.traceIdLow())
        : !sampling.keeps(place.traceIdLow(), remoteParent.flags());
  }

  private TraceFacts facts(SpanRecord.Place place, boolean sampledOut) {
    if (parent != null) {
      return parent.facts();
    } else if (remoteParent == null) {
      return sampledOut ? TraceFacts.SAMPLED_OUT : TraceFacts.NONE;
    }
    Sampling sampling = recorder.privacy().sampling();
    return TraceFacts.of(remoteParent, sampling.flags(place.traceIdLow(), remoteParent.flags()));
  }

  private SpanRecord.Place place() {
    long spanId = recorder.nextId();
    long now = recorder.clock().nanoTime();
    if (parent != null) {
      SpanRecord.Place above = parent.place();
      // One reading of the wall clock per trace: its spans stay in order when the clock is set.
      long epoch = above.startEpochNanos() + (now - above.startNanoTime());
      return new SpanRecord.Place(
          above.traceIdHigh(), above.traceIdLow(), spanId, above.spanId(), now, epoch);
    }
    long epoch = recorder.clock().epochNanos();
    if (remoteParent != null) {
      return new SpanRecord.Place(
          remoteParent.traceIdHigh(),
          remoteParent.traceIdLow(),
          spanId,
          remoteParent.spanId(),
          now,
          epoch);
    }
    return new SpanRecord.Place(recorder.nextId(), recorder.nextId(), spanId, 0, now, epoch);
  }
}
