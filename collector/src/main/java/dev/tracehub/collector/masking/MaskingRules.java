/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tracehub.masking.Family;
import dev.tracehub.masking.Finder;
import dev.tracehub.v1.MaskingPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A project's policy, ready to be applied. Immutable, thread-safe. */
public final class MaskingRules {

  private final Finder finder;
  private final List<OwnPattern> patterns;
  private final AllowList allowed;
  private final boolean readsEveryText;

  /** Matches where one of the patterns without a literal does, in one reading. */
  private final Optional<Pattern> anyWithoutLiteral;

  private MaskingRules(Set<Family> families, List<OwnPattern> patterns, AllowList allowed) {
    this.patterns = patterns;
    this.allowed = allowed;
    this.readsEveryText = patterns.stream().anyMatch(pattern -> pattern.literal().isEmpty());
    this.anyWithoutLiteral = together(patterns);
    this.finder =
        Finder.of(
            families, patterns.stream().flatMap(pattern -> pattern.literal().stream()).toList());
  }

  /**
   * The rules of a policy.
   *
   * @throws InvalidPolicyException when the policy cannot be applied
   */
  public static MaskingRules of(MaskingPolicy policy) throws InvalidPolicyException {
    return new MaskingRules(
        PolicyReader.families(policy), PolicyReader.patterns(policy), PolicyReader.allowed(policy));
  }

  /** All families of secrets, and nothing else: what holds for a project without a policy. */
  public static MaskingRules byDefault() {
    return new MaskingRules(Family.of(Family.Group.SECRET), List.of(), AllowList.NOTHING);
  }

  /** All families, secrets and personal data: what is on the safe side. */
  public static MaskingRules strict() {
    return new MaskingRules(EnumSet.allOf(Family.class), List.of(), AllowList.NOTHING);
  }

  private static Optional<Pattern> together(List<OwnPattern> patterns) {
    List<String> alternatives =
        patterns.stream()
            .filter(pattern -> pattern.literal().isEmpty())
            .map(pattern -> "(?:" + pattern.pattern().pattern() + ")")
            .toList();
    try {
      return alternatives.size() < 2
          ? Optional.empty()
          : Optional.of(Pattern.compile(String.join("|", alternatives)));
    } catch (PatternSyntaxException e) {
      // Two of them name a group alike: they are read one by one.
      return Optional.empty();
    }
  }

  Finder finder() {
    return finder;
  }

  /** Whether a pattern has no literal part, so that no prefilter can tell where it might match. */
  boolean readsEveryText() {
    return readsEveryText;
  }

  /** Adds what the project's own patterns find in a text. */
  void addOwn(byte[] text, List<Found> found) {
    if (patterns.isEmpty()) {
      return;
    }
    DecodedText decoded = DecodedText.of(text);
    boolean any = anyWithoutLiteral.map(decoded::matchesSomewhere).orElse(true);
    for (OwnPattern pattern : patterns) {
      if (any || pattern.literal().isPresent()) {
        pattern.addTo(decoded, found);
      }
    }
  }

  /** Whether a find is never to be masked. */
  boolean allows(byte[] text, int from, int to) {
    return allowed.allows(text, from, to);
  }
}
