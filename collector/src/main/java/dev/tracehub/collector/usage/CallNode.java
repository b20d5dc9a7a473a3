/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import dev.tracehub.v1.UsageState;
import org.jspecify.annotations.Nullable;

/**
 * A span in the tree of its trace, with sums over what is below it. A span that others name as
 * their parent is here before it arrives. Not thread-safe.
 */
final class CallNode {

  /** Beside the bits of kinds in what is handed down. */
  private static final int ALL = 1 << 30;

  private final String spanId;
  private @Nullable CallNode parent;
  private boolean arrived;
  private CallKind kind = CallKind.STEP;
  private UsageRole role = UsageRole.USAGE_ROLE_UNSPECIFIED;
  private boolean sameAsOther;
  private String responseId = "";
  private long start;
  private long end;
  private boolean hasUsage;

  /** Whether there is an estimate in place of usage. */
  private boolean estimated;

  /** What the parent handed down last, and what this node did. */
  private int above;

  private int handedDown;

  private @Nullable CallNode firstChild;
  private @Nullable CallNode nextSibling;

  private long input;
  private long output;

  /** Of the counted spans below. */
  private long inputBelow;

  private long outputBelow;

  /** Whether any span below has usage. */
  private boolean usageBelow;

  /** Kinds of the spans with usage that lie below, with no boundary between. */
  private int usageKindsBelow;

  /** Kinds of the model calls that lie below, with no boundary between, with usage or without. */
  private int callKindsBelow;

  CallNode(String spanId) {
    this.spanId = spanId;
  }

  String spanId() {
    return spanId;
  }

  boolean hasArrived() {
    return arrived;
  }

  /** The role, all told: in the tree and among the spans with the same answer. */
  UsageRole role() {
    return sameAsOther ? UsageRole.USAGE_ROLE_REPEATED : role;
  }

  /** The provider's id of the answer; empty when there is none, or no model was called. */
  String responseId() {
    return responseId;
  }

  /** Whether the tree leaves it open that this is the one span of its call that counts. */
  boolean isLastOfItsBranch() {
    return arrived && role != UsageRole.USAGE_ROLE_REPEATED;
  }

  /**
   * Whether two spans with the same answer are one call, of which the other one counts: they
   * overlap, as two libraries at one call do. Calls one after the other are two, also when a cache
   * gave both the same answer.
   */
  boolean yieldsTo(CallNode other) {
    boolean overlap = start < other.end && other.start < end;
    return kind == other.kind && overlap && isPreferred(other);
  }

  /** The one with usage, then an estimate, then the one nearer to the provider: it starts later. */
  private boolean isPreferred(CallNode other) {
    if (hasUsage != other.hasUsage) {
      return other.hasUsage;
    }
    if (estimated != other.estimated) {
      return other.estimated;
    }
    return start != other.start ? other.start > start : other.spanId.compareTo(spanId) > 0;
  }

  void setSameAsOther(boolean same) {
    sameAsOther = same;
  }

  @Nullable CallNode parent() {
    return parent;
  }

  /** Puts this node below another, which tells it what is above. */
  void setParent(CallNode parent) {
    this.parent = parent;
    nextSibling = parent.firstChild;
    parent.firstChild = this;
    above = parent.handedDown;
    decide();
  }

  @Nullable CallNode firstChild() {
    return firstChild;
  }

  @Nullable CallNode nextSibling() {
    return nextSibling;
  }

  void arrive(SpanOrBuilder span) {
    arrived = true;
    kind = CallKind.of(span.getType());
    responseId = kind.isModelCall() ? span.getResponseId() : "";
    start = span.getStartTimeUnixNano();
    end = span.getEndTimeUnixNano();
    estimated = span.getCollectorOrBuilder().getUsageState() == UsageState.USAGE_STATE_ESTIMATED;
    // For all that is reported an estimate is no usage.
    if (!estimated) {
      Usage usage = span.getUsage();
      input = usage.getInputTokens();
      output = usage.getOutputTokens();
      hasUsage = input > 0 || output > 0 || usage.getTotalTokens() > 0;
    }
    decide();
  }

  /** Decides the role; says whether it is another one now. */
  private boolean decide() {
    UsageRole before = role;
    role = decided();
    return role != before;
  }

  private UsageRole decided() {
    if (!arrived) {
      return UsageRole.USAGE_ROLE_UNSPECIFIED;
    }
    if (!hasUsage) {
      // A call that reports nothing is still one call, also when two libraries make a span of it.
      boolean repeated = kind.isModelCall() && (callKindsBelow & kind.bit()) != 0;
      if (repeated || (estimated && isReportedElsewhere())) {
        return UsageRole.USAGE_ROLE_REPEATED;
      }
      return estimated ? UsageRole.USAGE_ROLE_COUNTED : UsageRole.USAGE_ROLE_UNSPECIFIED;
    }
    boolean repeats = kind.isModelCall() ? repeatsCallBelow() : usageBelow;
    return repeats ? UsageRole.USAGE_ROLE_REPEATED : UsageRole.USAGE_ROLE_COUNTED;
  }

  /** Whether a span below or above reported the usage of the call that this one estimates. */
  private boolean isReportedElsewhere() {
    return kind.isSameCallAs(usageKindsBelow) || (above & (ALL | kind.bit())) != 0;
  }

  /**
   * What counts above the children of this node, itself included: {@link #ALL} where a step
   * reported the usage of all below it, else the kinds of the model calls that reported theirs with
   * no boundary between.
   */
  private int handsDown() {
    boolean counts = hasUsage && role == UsageRole.USAGE_ROLE_COUNTED;
    int kinds = kind.isBoundary() ? above & ALL : above;
    return counts ? kinds | (kind.isModelCall() ? kind.bit() : ALL) : kinds;
  }

  /** Whether the children have to be told what is above them, since it is not what they know. */
  boolean hasNews() {
    int before = handedDown;
    handedDown = handsDown();
    return handedDown != before;
  }

  /** Takes what is above from the parent; says whether the role is another one now. */
  boolean toldByParent(CallNode parent) {
    above = parent.handedDown;
    return decide();
  }

  private boolean repeatsCallBelow() {
    boolean notGreater = usageBelow && input <= inputBelow && output <= outputBelow;
    return kind.isSameCallAs(usageKindsBelow) || notGreater;
  }

  /** What this span and all below it add to sums. */
  private long inputTotal() {
    return inputBelow + (role == UsageRole.USAGE_ROLE_COUNTED ? input : 0);
  }

  private long outputTotal() {
    return outputBelow + (role == UsageRole.USAGE_ROLE_COUNTED ? output : 0);
  }

  /** What a node tells its parent. */
  record Share(long input, long output, boolean usage, int usageKinds, int callKinds) {
    static final Share NOTHING = new Share(0, 0, false, 0, 0);
  }

  Share share() {
    if (!arrived) {
      return Share.NOTHING;
    }
    int usageKinds = kind.isBoundary() ? 0 : usageKindsBelow | (hasUsage ? kind.bit() : 0);
    int callKinds = kind.isBoundary() ? 0 : callKindsBelow | (kind.isModelCall() ? kind.bit() : 0);
    return new Share(inputTotal(), outputTotal(), usageBelow || hasUsage, usageKinds, callKinds);
  }

  /** Takes the change of a child's share; says whether the role is another one now. */
  boolean childChanged(Share before, Share now) {
    inputBelow += now.input() - before.input();
    outputBelow += now.output() - before.output();
    usageBelow |= now.usage();
    usageKindsBelow |= now.usageKinds();
    callKindsBelow |= now.callKinds();
    return decide();
  }
}
