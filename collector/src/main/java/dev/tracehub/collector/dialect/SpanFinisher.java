/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.estimate.Estimates;
import dev.tracehub.collector.pricing.Pricing;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PayloadOrBuilder;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageOrBuilder;
import dev.tracehub.v1.UsageState;

/**
 * Brings spans of any protocol into the form that is stored: canonical ids and provider, a type, a
 * total of tokens, text payloads with their size, the cost, and what the collector found out. A
 * function of the span, the estimates, the prices and the arguments. As thread-safe as these two.
 *
 * <p>It works on the builders of nested messages, not on messages: a nested message that was parsed
 * into its builder is then built once, with the span.
 */
public final class SpanFinisher {

  private final Pricing prices;
  private final Estimates estimates;
  private final Names names = Mapping.loadNames();

  /** A finisher that prices so, and estimates nothing. */
  public SpanFinisher(Pricing prices) {
    this(prices, Estimates.none());
  }

  /** A finisher that prices and estimates so. */
  public SpanFinisher(Pricing prices, Estimates estimates) {
    this.prices = prices;
    this.estimates = estimates;
  }

  /**
   * Fills a span as it is stored, its usage role still open.
   *
   * @param project whose span
   * @param out filled in place
   * @param receivedNanos when the collector received it, in nanoseconds since the epoch
   * @param mappingVersion {@link OtlpTranslator#mappingVersion()} for spans that it read, 0 for
   *     those of our own protocol
   * @throws IllegalArgumentException when an id is none
   */
  public void finish(String project, Span.Builder out, long receivedNanos, int mappingVersion) {
    canonicalIds(out);
    if (out.getType() == SpanType.SPAN_TYPE_UNSPECIFIED || out.getType() == SpanType.UNRECOGNIZED) {
      out.setType(SpanType.SPAN_TYPE_SPAN);
    }
    if (!out.getProvider().isEmpty()) {
      out.setProvider(names.provider(out.getProvider()));
    }
    if (out.hasUsage()) {
      fillTotal(out.getUsageBuilder());
    }
    if (out.hasInput() && !isSized(out.getInputOrBuilder())) {
      size(out.getInputBuilder());
    }
    if (out.hasOutput() && !isSized(out.getOutputOrBuilder())) {
      size(out.getOutputBuilder());
    }
    writeFacts(out, receivedNanos, mappingVersion);
    if (out.getCollectorOrBuilder().getUsageState() == UsageState.USAGE_STATE_MISSING) {
      estimateUsage(project, out, receivedNanos);
    }
    setCost(project, out, receivedNanos);
  }

  private static void canonicalIds(Span.Builder out) {
    if (!isCanonical(out.getTraceId(), 32)) {
      out.setTraceId(TraceId.parse(out.getTraceId()).toString());
    }
    if (!isCanonical(out.getSpanId(), 16)) {
      out.setSpanId(SpanId.parse(out.getSpanId()).toString());
    }
    if (!out.getParentSpanId().isEmpty() && !isCanonical(out.getParentSpanId(), 16)) {
      out.setParentSpanId(SpanId.parse(out.getParentSpanId()).toString());
    }
    for (int i = 0; i < out.getLinksCount(); i++) {
      if (!isCanonical(out.getLinks(i).getTraceId(), 32)) {
        String traceId = out.getLinks(i).getTraceId();
        TraceId.tryParse(traceId)
            .map(TraceId::toString)
            .ifPresent(out.getLinksBuilder(i)::setTraceId);
      }
    }
  }

  private static boolean isCanonical(String id, int length) {
    if (id.length() != length) {
      return false;
    }
    boolean zeros = true;
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
      zeros &= c == '0';
    }
    return !zeros;
  }

  private static void fillTotal(Usage.Builder usage) {
    if (!usage.hasTotalTokens() && (usage.hasInputTokens() || usage.hasOutputTokens())) {
      usage.setTotalTokens(usage.getInputTokens() + usage.getOutputTokens());
    }
  }

  private static boolean isSized(PayloadOrBuilder payload) {
    return payload.hasText() && payload.getSizeBytes() == payload.getTextBytes().size();
  }

  private static void size(Payload.Builder payload) {
    ByteString content = payload.hasText() ? payload.getTextBytes() : payload.getData();
    if (!payload.hasText() && content.isValidUtf8()) {
      payload.setTextBytes(content);
    }
    boolean head = payload.getTruncated() && payload.getSizeBytes() >= content.size();
    if (!head) {
      payload.setSizeBytes(content.size());
    }
  }

  /** A call that tells some of its usage, such as cached tokens alone, is left as it is. */
  private void estimateUsage(String project, Span.Builder out, long receivedNanos) {
    if (out.hasUsage()) {
      return;
    }
    estimates
        .of(project, out, receivedNanos)
        .ifPresent(
            usage -> {
              out.setUsage(usage);
              out.getCollectorBuilder().setUsageState(UsageState.USAGE_STATE_ESTIMATED);
            });
  }

  private void setCost(String project, Span.Builder out, long receivedNanos) {
    if (!out.hasUsage() && !out.hasCost()) {
      return;
    }
    Cost cost = prices.price(project, out, receivedNanos);
    if (cost.equals(Cost.getDefaultInstance())) {
      out.clearCost();
    } else {
      out.setCost(cost);
    }
  }

  private static UsageState usageState(Span.Builder span) {
    boolean call =
        span.getType() == SpanType.SPAN_TYPE_LLM || span.getType() == SpanType.SPAN_TYPE_EMBEDDING;
    if (!call || span.getEndTimeUnixNano() == 0) {
      return UsageState.USAGE_STATE_UNSPECIFIED;
    }
    if (reportsTokens(span)) {
      return UsageState.USAGE_STATE_REPORTED;
    }
    return span.getStatusOrBuilder().getCode() == StatusCode.STATUS_CODE_ERROR
        ? UsageState.USAGE_STATE_UNSPECIFIED
        : UsageState.USAGE_STATE_MISSING;
  }

  private static boolean reportsTokens(Span.Builder span) {
    if (!span.hasUsage()) {
      return false;
    }
    UsageOrBuilder usage = span.getUsageOrBuilder();
    return usage.hasInputTokens() || usage.hasOutputTokens() || usage.hasTotalTokens();
  }

  private static void writeFacts(Span.Builder span, long receivedNanos, int mappingVersion) {
    long end = span.getEndTimeUnixNano();
    span.getCollectorBuilder()
        .clear()
        .setReceivedTimeUnixNano(receivedNanos)
        .setMappingVersion(mappingVersion)
        .setUsageState(usageState(span))
        .setClockSkew(end != 0 && end < span.getStartTimeUnixNano());
  }
}
