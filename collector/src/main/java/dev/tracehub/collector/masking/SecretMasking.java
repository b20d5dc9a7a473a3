/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.collector.wire.Edits;
import dev.tracehub.collector.wire.Leaves;
import dev.tracehub.collector.wire.MessageEditor;
import dev.tracehub.collector.wire.MessageShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Puts markers such as {@code [SECRET:openai]} in the place of secrets whose form is certain.
 * Thread-safe. Counts what it masks by family and keeps nothing of it.
 *
 * <p>A prefilter reads the bytes of the whole message once. Only when something may be a secret are
 * the texts looked at one by one, and only what holds one is written anew.
 */
public final class SecretMasking implements Masking {

  static final String MARKER_BEGIN = "[SECRET:";

  private final List<SecretFamily> families;
  private final List<byte[]> markers;
  private final AnchorScan anchors;
  private final Map<String, LongAdder> counts = new LinkedHashMap<>();

  private SecretMasking(List<SecretFamily> families) {
    this.families = List.copyOf(families);
    markers = families.stream().map(SecretMasking::marker).toList();
    anchors = new AnchorScan(families.stream().map(SecretFamily::anchors).toList());
    families.forEach(family -> counts.putIfAbsent(family.name(), new LongAdder()));
  }

  /** Masks all families that this version knows. */
  public static SecretMasking ofAllFamilies() {
    return new SecretMasking(SecretFamilies.ALL);
  }

  private static byte[] marker(SecretFamily family) {
    return (MARKER_BEGIN + family.name() + "]").getBytes(StandardCharsets.US_ASCII);
  }

  /** How many secrets were masked, by family. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach((family, count) -> sums.put(family, count.sum()));
    return sums;
  }

  @Override
  public byte[] mask(MessageShape shape, byte[] message) {
    if (!isSuspicious(message)) {
      return message;
    }
    LeafMasker masker = new LeafMasker(message);
    Leaves.visit(shape, message, masker);
    return MessageEditor.apply(shape, message, masker.edits);
  }

  /** Whether something in the bytes may be a secret: the prefilter. */
  public boolean isSuspicious(byte[] message) {
    int start =
        anchors.find(
            message,
            0,
            message.length,
            (at, family) -> families.get(family).plausible(message, at, message.length));
    return start != AnchorScan.NOT_FOUND;
  }

  /** Finds the secrets in the texts of one message. For one thread. */
  private final class LeafMasker implements Leaves.Visitor, AnchorScan.StartFilter {

    final Edits edits = new Edits();

    private final byte[] message;
    private final Match match = new Match();
    private int textFrom;
    private int textTo;
    private boolean isText;
    private int family;

    LeafMasker(byte[] message) {
      this.message = message;
    }

    @Override
    public void leaf(int from, int to, boolean resizable) {
      textFrom = from;
      textTo = to;
      isText = resizable;
      int at = from;
      while (anchors.find(message, at, to, this) != AnchorScan.NOT_FOUND) {
        byte[] marker = markers.get(family);
        int length = match.to - match.from;
        edits.replace(match.from, match.to, resizable ? marker : fitted(marker, length));
        count(families.get(family));
        at = match.to;
      }
    }

    @Override
    public boolean accept(int start, int anchorFamily) {
      // All are asked: the anchor of one family may begin that of another, and the first one names.
      // Before a secret in a field that nobody knows may stand its length, which means nothing.
      int from = isText ? textFrom : start;
      for (family = 0; family < families.size(); family++) {
        if (families.get(family).match(message, start, from, textTo, match)) {
          return true;
        }
      }
      return false;
    }
  }

  private void count(SecretFamily family) {
    LongAdder count = counts.get(family.name());
    if (count != null) {
      count.increment();
    }
  }

  private static byte[] fitted(byte[] marker, int length) {
    byte[] fitted = Arrays.copyOf(marker, length);
    if (length > marker.length) {
      Arrays.fill(fitted, marker.length, length, (byte) '*');
    }
    return fitted;
  }
}
