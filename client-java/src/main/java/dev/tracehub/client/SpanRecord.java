/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.Recorded;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a span has recorded. What every span has is in fields; the rest is in a message builder that
 * many spans never make. The wire form, with its hexadecimal ids and rendered exceptions, is
 * written on the worker's thread: fields straight into its buffer, what is in the builder behind
 * them.
 *
 * <p>Guarded by itself until the span ends; after that it is not changed, and belongs to the
 * worker.
 */
final class SpanRecord extends Recorded {

  /** Bytes of a span without texts: ids, times, tags and lengths. */
  private static final int BASE_BYTES = 120;

  /** Bytes of the small fields of a model call: names, usage, status. */
  private static final int DETAIL_BYTES = 160;

  private static final int MAX_LINKS = 128;

  private final Place place;
  private final String name;
  private final SpanType type;
  private final Recorder recorder;
  private final boolean sampledOut;
  private final Attributes attributes;
  private TraceFacts facts;
  private int texts;
  private int estimatedBytes;
  private long durationNanos;
  private boolean ended;
  private @Nullable Throwable error;
  private Span.@Nullable Builder details;

  /**
   * Where a span is in its trace and in time.
   *
   * @param parentId 0 for a root
   * @param startNanoTime the start by the clock's nanoTime
   * @param startEpochNanos the start by the wall clock, as the root of the trace read it
   */
  record Place(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      long parentId,
      long startNanoTime,
      long startEpochNanos) {}

  /**
   * What is known when a span starts.
   *
   * @param sampledOut whether the trace is not recorded: the span only hands its place on
   */
  record Start(Place place, String name, SpanType type, boolean sampledOut) {}

  SpanRecord(Recorder recorder, Start start, TraceFacts facts) {
    this.recorder = recorder;
    this.place = start.place();
    this.name = start.name();
    this.type = start.type();
    this.sampledOut = start.sampledOut();
    this.facts = facts;
    this.attributes = new Attributes(recorder);
  }

  Place place() {
    return place;
  }

  TraceFacts facts() {
    return facts;
  }

  void facts(TraceFacts changed) {
    facts = changed;
  }

  Attributes attributes() {
    return attributes;
  }

  Span.Builder details() {
    if (details == null) {
      details = Span.newBuilder();
      texts += DETAIL_BYTES;
    }
    return details;
  }

  void addTextBytes(int length) {
    texts += length;
  }

  void addEvent(Event event) {
    if (details().getEventsCount() < recorder.limits().events()) {
      details().addEvents(event);
      texts += event.getSerializedSize();
    } else {
      details().getDroppedBuilder().setEvents(details().getDropped().getEvents() + 1);
    }
  }

  void addLink(Link link) {
    if (details().getLinksCount() < MAX_LINKS) {
      details().addLinks(link);
      texts += link.getSerializedSize();
    } else {
      details().getDroppedBuilder().setLinks(details().getDropped().getLinks() + 1);
    }
  }

  void error(Throwable thrown) {
    if (error == null) {
      texts += ExceptionEvents.ESTIMATED_BYTES;
    }
    error = Objects.requireNonNull(thrown);
  }

  boolean isSampledOut() {
    return sampledOut;
  }

  /** Whether what is said about the span is still kept. */
  boolean isOpen() {
    return !ended && !sampledOut;
  }

  boolean isEnded() {
    return ended;
  }

  void end(long nanoTime) {
    ended = true;
    estimatedBytes =
        BASE_BYTES + name.length() + texts + facts.size() + attributes.estimatedBytes();
    durationNanos = Math.max(0, nanoTime - place.startNanoTime());
  }

  @Override
  protected RecordKind kind() {
    return RecordKind.RECORD_KIND_SPAN;
  }

  @Override
  protected int estimatedBytes() {
    return estimatedBytes;
  }

  @Override
  protected void write(ProtoWriter out) {
    writePlace(out);
    writeFacts(out);
    int dropped = attributes.write(out);
    if (dropped > 0) {
      details().getDroppedBuilder().setAttributes(dropped);
    }
    Span.Builder rest = details;
    if (rest != null) {
      recorder.privacy().apply(rest);
    }
    if (error != null) {
      addError(details(), error);
    }
    if (details != null) {
      out.fields(details.build());
    }
  }

  private void writePlace(ProtoWriter out) {
    out.hex(Span.TRACE_ID_FIELD_NUMBER, place.traceIdHigh(), place.traceIdLow());
    out.hex(Span.SPAN_ID_FIELD_NUMBER, place.spanId());
    if (place.parentId() != 0) {
      out.hex(Span.PARENT_SPAN_ID_FIELD_NUMBER, place.parentId());
    }
    out.varint(Span.TYPE_FIELD_NUMBER, type.wire().getNumber());
    out.string(Span.NAME_FIELD_NUMBER, recorder.privacy().text("name", name, TextLimits.NAME));
    out.fixed64(Span.START_TIME_UNIX_NANO_FIELD_NUMBER, place.startEpochNanos());
    out.fixed64(Span.END_TIME_UNIX_NANO_FIELD_NUMBER, place.startEpochNanos() + durationNanos);
  }

  private void writeFacts(ProtoWriter out) {
    Privacy privacy = recorder.privacy();
    out.stringUnlessEmpty(
        Span.SESSION_ID_FIELD_NUMBER, privacy.text("session", facts.sessionId(), TextLimits.NAME));
    out.stringUnlessEmpty(Span.USER_ID_FIELD_NUMBER, privacy.userId(facts.userId()));
    for (int i = 0; i < facts.tags().size(); i++) {
      out.string(
          Span.TAGS_FIELD_NUMBER, privacy.text("tags", facts.tags().get(i), TextLimits.NAME));
    }
    out.stringUnlessEmpty(Span.JOB_ID_FIELD_NUMBER, facts.jobId());
    out.stringUnlessEmpty(Span.VARIANT_ID_FIELD_NUMBER, facts.variantId());
    out.fixed32(Span.FLAGS_FIELD_NUMBER, facts.flags());
    out.stringUnlessEmpty(Span.TRACE_STATE_FIELD_NUMBER, facts.traceState());
  }

  /** Behind the rest, because its texts are masked as they are rendered. */
  private void addError(Span.Builder span, Throwable thrown) {
    Privacy privacy = recorder.privacy();
    span.getStatusBuilder()
        .setCode(StatusCode.STATUS_CODE_ERROR)
        .setErrorType(Texts.name(thrown.getClass().getName()))
        .setMessage(
            privacy.text(
                "status.message", ExceptionEvents.message(thrown, privacy), TextLimits.MESSAGE));
    span.addEvents(ExceptionEvents.of(thrown, place.startEpochNanos() + durationNanos, privacy));
  }
}
