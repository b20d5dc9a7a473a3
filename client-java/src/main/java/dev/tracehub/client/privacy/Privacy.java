/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import dev.tracehub.client.status.LogGate;
import dev.tracehub.client.status.PrivacyStats;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies the settings to records. Sampling is for all threads; the rest is for the worker's
 * thread.
 */
public final class Privacy {

  /** What more of a payload is kept until it is masked: {@value} characters. */
  private static final int OVERLAP = 1_024;

  /** Longest name or tag: {@value} characters, which never exceed the collector's 1024 bytes. */
  private static final int LONGEST_NAME = 340;

  /** The client renders these itself, and without them an exception says nothing. */
  private static final String OWN = "exception.";

  private final Sampling sampling;
  private final AttributeFilter filter;
  private final SafeMasker masker;
  private final ValueMasker values;
  private final PayloadMasker payloads;
  private final @Nullable UserIds userIds;
  private final LongAdder sampledOut = new LongAdder();
  private final LongAdder droppedAttributes = new LongAdder();

  /**
   * @param payloadLength the longest payload in characters or bytes
   * @param nanoTime nanoseconds that only grow, from an arbitrary origin
   */
  public Privacy(PrivacySettings settings, int payloadLength, LongSupplier nanoTime) {
    sampling = settings.sampling();
    filter = settings.attributes();
    masker = new SafeMasker(settings.masker(), new LogGate(nanoTime));
    values = new ValueMasker(masker);
    payloads = new PayloadMasker(masker, payloadLength);
    userIds = settings.userIds();
  }

  /** Which traces are recorded. */
  public Sampling sampling() {
    return sampling;
  }

  /** A span of a trace that is left out has ended. */
  public void sampledOut() {
    sampledOut.increment();
  }

  /** What more of a payload is to be handed over than may be sent. */
  public int payloadOverlap() {
    return masker.masks() ? OVERLAP : 0;
  }

  /** What was held back. */
  public PrivacyStats stats() {
    return new PrivacyStats(sampledOut.sum(), droppedAttributes.sum(), masker.failures());
  }

  /** The bytes of a text in UTF-8. */
  public static long utf8Length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair is two of the four bytes.
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }

  /** Changes a span into what may leave. */
  public void apply(Span.Builder span) {
    UserIds hashes = userIds;
    if (hashes != null && !span.getUserId().isEmpty()) {
      span.setUserId(hashes.hash(span.getUserId()));
    }
    int held = filter(span.getAttributesMap(), key -> span.removeAttributes(key));
    filter(span.getResourceAttributesMap(), key -> span.removeResourceAttributes(key));
    if (held > 0) {
      span.getDroppedBuilder().setAttributes(span.getDropped().getAttributes() + held);
    }
    for (int i = 0; i < span.getEventsCount(); i++) {
      span.setEvents(i, applied(span.getEvents(i)));
    }
    for (int i = 0; i < span.getLinksCount(); i++) {
      span.setLinks(i, applied(span.getLinks(i)));
    }
    if (masker.masks()) {
      mask(span);
    }
  }

  private void mask(Span.Builder span) {
    span.setName(shortText("name", span.getName()));
    for (int i = 0; i < span.getTagsCount(); i++) {
      span.setTags(i, shortText("tags", span.getTags(i)));
    }
    if (span.hasInput()) {
      span.setInput(masked("input", span.getInput()));
    }
    if (span.hasOutput()) {
      span.setOutput(masked("output", span.getOutput()));
    }
    if (!span.getStatus().getMessage().isEmpty()) {
      span.getStatusBuilder()
          .setMessage(masker.mask("status.message", span.getStatus().getMessage()));
    }
    mask("attributes.", span.getAttributesMap(), span::putAttributes);
    mask("resource.", span.getResourceAttributesMap(), span::putResourceAttributes);
    mask("parameters.", span.getModelParametersMap(), span::putModelParameters);
  }

  /** A marker may be longer than what it stands for, and the collector takes no longer names. */
  private String shortText(String field, String text) {
    return PayloadMasker.cut(masker.mask(field, text), LONGEST_NAME);
  }

  private Payload masked(String field, Payload payload) {
    return payloads.mask(field, payload);
  }

  private Event applied(Event event) {
    if (!changesRecords()) {
      return event;
    }
    Event.Builder builder = event.toBuilder();
    if (masker.masks()) {
      builder.setName(shortText("events.name", event.getName()));
    }
    int held = filter(event.getAttributesMap(), builder::removeAttributes);
    builder.setDroppedAttributes(event.getDroppedAttributes() + held);
    mask("events.", builder.getAttributesMap(), builder::putAttributes);
    return builder.build();
  }

  private Link applied(Link link) {
    if (link.getAttributesCount() == 0 || !changesRecords()) {
      return link;
    }
    Link.Builder builder = link.toBuilder();
    int held = filter(link.getAttributesMap(), builder::removeAttributes);
    builder.setDroppedAttributes(link.getDroppedAttributes() + held);
    mask("links.", builder.getAttributesMap(), builder::putAttributes);
    return builder.build();
  }

  /** What may leave of a finished span. */
  public Span applied(Span span) {
    Span.Builder builder = span.toBuilder();
    apply(builder);
    return builder.build();
  }

  /** What may leave of a judgement. */
  public Evaluation applied(Evaluation evaluation) {
    if (!masker.masks()) {
      return evaluation;
    }
    return evaluation.toBuilder()
        .setExplanation(masker.mask("explanation", evaluation.getExplanation()))
        .build();
  }

  /** What may leave of a change of a job. */
  public JobUpdate applied(JobUpdate update) {
    if (!changesRecords()) {
      return update;
    }
    JobUpdate.Builder builder = update.toBuilder();
    builder.setMessage(masker.mask("message", update.getMessage()));
    filter(update.getAttributesMap(), builder::removeAttributes);
    mask("attributes.", builder.getAttributesMap(), builder::putAttributes);
    return builder.build();
  }

  /**
   * What may leave of something learnt about a span. The allow-list has no say: these attributes
   * are the event itself.
   */
  public SpanEvent applied(SpanEvent event) {
    if (!masker.masks()) {
      return event;
    }
    SpanEvent.Builder builder = event.toBuilder();
    builder.setReason(masker.mask("reason", event.getReason()));
    mask("attributes.", event.getAttributesMap(), builder::putAttributes);
    return builder.build();
  }

  private boolean changesRecords() {
    return masker.masks() || filter != AttributeFilter.ALL;
  }

  private int filter(Map<String, AttributeValue> attributes, Remover remover) {
    if (filter == AttributeFilter.ALL) {
      return 0;
    }
    int held = 0;
    for (String key : List.copyOf(attributes.keySet())) {
      if (!filter.allows(key) && !key.startsWith(OWN)) {
        remover.remove(key);
        held++;
      }
    }
    droppedAttributes.add(held);
    return held;
  }

  private void mask(String prefix, Map<String, AttributeValue> attributes, Setter setter) {
    if (masker.masks()) {
      Map.copyOf(attributes)
          .forEach((key, value) -> setter.set(key, values.mask(prefix + key, value)));
    }
  }

  /** Removes an attribute of a message in the making. */
  private interface Remover {
    Object remove(String key);
  }

  /** Sets an attribute of a message in the making. */
  private interface Setter {
    Object set(String key, AttributeValue value);
  }
}
