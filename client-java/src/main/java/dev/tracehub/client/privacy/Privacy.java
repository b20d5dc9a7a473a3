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
import dev.tracehub.v1.MetricPoint;
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

  /** The client renders these itself, and without them an exception says nothing. */
  private static final String OWN = "exception.";

  private static final String ATTRIBUTES = "attributes.";

  private final Sampling sampling;
  private final AttributeFilter filter;
  private final SafeMasker masker;
  private final TextMasker texts;
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
    texts = new TextMasker(masker);
    values = new ValueMasker(masker, texts);
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

  /** What more of a text or a payload is to be handed over than may be sent. */
  public int overlap() {
    return masker.masks() ? TextMasker.OVERLAP : 0;
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

  /** Whether texts are masked. */
  public boolean masks() {
    return masker.masks();
  }

  /**
   * What may leave of a text.
   *
   * @param field as {@link Masker} is told it
   * @param text cut to its length and {@link #overlap()}
   */
  public String text(String field, String text, int length) {
    return texts.mask(field, text, length);
  }

  /** What may leave of a user's id. */
  public String userId(String id) {
    UserIds hashes = userIds;
    return hashes == null || id.isEmpty() ? id : hashes.hash(id);
  }

  /** What may leave of the key of a span's attribute. */
  public String attributeKey(String key) {
    return texts.maskKey(key, TextLimits.KEY);
  }

  /** Whether an attribute may leave; counts when it may not. */
  public boolean allows(String key) {
    boolean allowed = filter.allows(key) || key.startsWith(OWN);
    if (!allowed) {
      droppedAttributes.increment();
    }
    return allowed;
  }

  /** What may leave of an attribute's value. */
  public AttributeValue attribute(String key, AttributeValue value) {
    return values.mask(ATTRIBUTES + key, value);
  }

  /** Changes a span into what may leave. */
  public void apply(Span.Builder span) {
    span.setUserId(userId(span.getUserId()));
    int held = filter(span.getAttributesMap(), span::removeAttributes);
    filter(span.getResourceAttributesMap(), span::removeResourceAttributes);
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
    span.setSessionId(shortText("session", span.getSessionId()));
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
      String message = span.getStatus().getMessage();
      span.getStatusBuilder()
          .setMessage(texts.maskOwn("status.message", message, TextLimits.MESSAGE));
    }
    mask(ATTRIBUTES, span.getAttributesMap(), span::removeAttributes, span::putAttributes);
    mask(
        "resource.",
        span.getResourceAttributesMap(),
        span::removeResourceAttributes,
        span::putResourceAttributes);
    mask(
        "parameters.",
        span.getModelParametersMap(),
        span::removeModelParameters,
        span::putModelParameters);
  }

  /** A marker may be longer than what it stands for, and the collector takes no longer names. */
  private String shortText(String field, String text) {
    return texts.mask(field, text, TextLimits.NAME);
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
    mask("events.", builder.getAttributesMap(), builder::removeAttributes, builder::putAttributes);
    return builder.build();
  }

  private Link applied(Link link) {
    if (link.getAttributesCount() == 0 || !changesRecords()) {
      return link;
    }
    Link.Builder builder = link.toBuilder();
    int held = filter(link.getAttributesMap(), builder::removeAttributes);
    builder.setDroppedAttributes(link.getDroppedAttributes() + held);
    mask("links.", builder.getAttributesMap(), builder::removeAttributes, builder::putAttributes);
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
        .setLabel(shortText("label", evaluation.getLabel()))
        .setExplanation(texts.mask("explanation", evaluation.getExplanation(), TextLimits.MESSAGE))
        .build();
  }

  /** What may leave of a measurement. The allow-list has no say: labels are not attributes. */
  public MetricPoint applied(MetricPoint point) {
    if (!masker.masks()) {
      return point;
    }
    MetricPoint.Builder builder = point.toBuilder().clearLabels();
    point
        .getLabelsMap()
        .forEach(
            (key, value) ->
                builder.putLabels(
                    texts.maskKey(key, TextLimits.NAME), shortText("labels." + key, value)));
    return builder.build();
  }

  /** What may leave of a change of a job. */
  public JobUpdate applied(JobUpdate update) {
    if (!changesRecords()) {
      return update;
    }
    JobUpdate.Builder builder = update.toBuilder();
    builder.setMessage(texts.mask("message", update.getMessage(), TextLimits.MESSAGE));
    filter(update.getAttributesMap(), builder::removeAttributes);
    mask(ATTRIBUTES, builder.getAttributesMap(), builder::removeAttributes, builder::putAttributes);
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
    mask(ATTRIBUTES, event.getAttributesMap(), builder::removeAttributes, builder::putAttributes);
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
      if (!allows(key)) {
        remover.remove(key);
        held++;
      }
    }
    return held;
  }

  private void mask(
      String prefix, Map<String, AttributeValue> attributes, Remover remover, Setter setter) {
    if (masker.masks()) {
      Map.copyOf(attributes)
          .forEach(
              (key, value) -> {
                String masked = texts.maskKey(key, TextLimits.NAME);
                if (!masked.equals(key)) {
                  remover.remove(key);
                }
                setter.set(masked, values.mask(prefix + key, value));
              });
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
