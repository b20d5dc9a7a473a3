/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import dev.tracehub.collector.wire.Edits;
import dev.tracehub.collector.wire.Leaves;
import dev.tracehub.collector.wire.MessageEditor;
import dev.tracehub.collector.wire.MessageShape;
import dev.tracehub.masking.Markers;
import dev.tracehub.masking.SecretFinder;
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

  private final SecretFinder finder = SecretFinder.ofKeys();
  private final List<String> families = finder.names();
  private final List<byte[]> markers = families.stream().map(SecretMasking::marker).toList();
  private final Map<String, LongAdder> counts = new LinkedHashMap<>();

  private SecretMasking() {
    families.forEach(family -> counts.putIfAbsent(family, new LongAdder()));
  }

  /** Masks all families that this version knows. */
  public static SecretMasking ofAllFamilies() {
    return new SecretMasking();
  }

  private static byte[] marker(String family) {
    return (Markers.COLLECTOR + family + "]").getBytes(StandardCharsets.US_ASCII);
  }

  /** How many secrets were masked, by family. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach((family, count) -> sums.put(family, count.sum()));
    return sums;
  }

  @Override
  public byte[] mask(MessageShape shape, byte[] message) {
    if (!finder.isSuspicious(message)) {
      return message;
    }
    LeafMasker masker = new LeafMasker(message);
    Leaves.visit(shape, message, masker);
    return MessageEditor.apply(shape, message, masker.edits);
  }

  /** Finds the secrets in the texts of one message. For one thread. */
  private final class LeafMasker implements Leaves.Visitor {

    final Edits edits = new Edits();

    private final SecretFinder.Search search;

    LeafMasker(byte[] message) {
      search = finder.search(message);
    }

    @Override
    public void leaf(int from, int to, boolean resizable) {
      search.within(from, to, resizable);
      while (search.next()) {
        byte[] marker = markers.get(search.family());
        int length = search.to() - search.from();
        edits.replace(search.from(), search.to(), resizable ? marker : fitted(marker, length));
        count(families.get(search.family()));
      }
    }
  }

  private void count(String family) {
    LongAdder count = counts.get(family);
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
