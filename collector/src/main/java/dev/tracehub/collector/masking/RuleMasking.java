/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.collector.wire.Edits;
import dev.tracehub.collector.wire.Leaves;
import dev.tracehub.collector.wire.MessageEditor;
import dev.tracehub.collector.wire.MessageShape;
import dev.tracehub.masking.Family;
import dev.tracehub.masking.Find;
import dev.tracehub.masking.Finder;
import dev.tracehub.masking.JsonNumbers;
import dev.tracehub.masking.Markers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts markers such as {@code [SECRET:openai]} in the place of what the rules of a project find.
 * Thread-safe. Counts what it masks and keeps nothing of it.
 *
 * <p>A prefilter reads the bytes of the whole message once. Only when something may be a find are
 * the texts looked at one by one, and only what holds one is written anew.
 */
public final class RuleMasking implements Masking {

  private final MaskingRules rules;
  private final Finder finder;
  private final FamilyCounts counts;

  /** Masks by rules. */
  public RuleMasking(MaskingRules rules, FamilyCounts counts) {
    this.rules = rules;
    this.finder = rules.finder();
    this.counts = counts;
  }

  @Override
  public byte[] mask(MessageShape shape, byte[] message) {
    if (!rules.readsEveryText() && !finder.isSuspicious(message)) {
      return message;
    }
    LeafMasker masker = new LeafMasker(message);
    Leaves.visit(shape, message, masker);
    return MessageEditor.apply(shape, message, masker.edits);
  }

  /** Finds what is to be masked in the texts of one message. For one thread. */
  private final class LeafMasker implements Leaves.Visitor {

    final Edits edits = new Edits();

    private final byte[] message;

    /** What the keys around the text say of it, the innermost last. */
    private final Deque<Optional<Family>> keys = new ArrayDeque<>();

    LeafMasker(byte[] message) {
      this.message = message;
    }

    @Override
    public void key(int from, int to) {
      Optional<Family> said = finder.familyOfKey(message, from, to);
      keys.addLast(said.isPresent() || keys.isEmpty() ? said : keys.getLast());
    }

    @Override
    public void endKey() {
      keys.removeLast();
    }

    @Override
    public void keyText(int from, int to) {
      keys.addLast(Optional.empty());
      leaf(from, to, true);
      keys.removeLast();
    }

    @Override
    public void leaf(int from, int to, boolean resizable) {
      Optional<Family> secret = keys.isEmpty() ? Optional.empty() : keys.getLast();
      boolean whole = secret.isPresent() && resizable;
      if (!whole && !rules.readsEveryText() && !finder.isSuspicious(message, from, to)) {
        return;
      }
      byte[] leaf = Arrays.copyOfRange(message, from, to);
      List<Found> found = new ArrayList<>();
      if (!whole) {
        finder.find(leaf, resizable).forEach(find -> found.add(Found.of(find)));
        if (resizable) {
          rules.addOwn(leaf, found);
        }
      } else if (leaf.length > 0 && Markers.end(leaf, 0) != leaf.length) {
        found.add(Found.of(new Find(secret.get(), 0, leaf.length)));
      }
      for (Found part : Found.merged(found)) {
        if (!rules.allows(leaf, part.from(), part.to())) {
          edits.replace(from + part.from(), from + part.to(), marker(leaf, part, resizable));
          counts.count(part.name());
        }
      }
    }
  }

  private static byte[] marker(byte[] leaf, Found part, boolean resizable) {
    byte[] marker = part.marker().getBytes(StandardCharsets.US_ASCII);
    if (!resizable) {
      return fitted(marker, part.to() - part.from());
    }
    // A number of JSON has no quotes, and a marker is no number.
    boolean number = JsonNumbers.isNumber(leaf, part.from(), part.to());
    return number ? ('"' + part.marker() + '"').getBytes(StandardCharsets.US_ASCII) : marker;
  }

  private static byte[] fitted(byte[] marker, int length) {
    byte[] fitted = Arrays.copyOf(marker, length);
    if (length > marker.length) {
      Arrays.fill(fitted, marker.length, length, (byte) '*');
    }
    return fitted;
  }
}
