/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.MetricQuery;
import dev.tracehub.v1.MetricPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Orders measurements, which have no ids, by texts of their own: the name and a hash of all. */
final class MetricOrder {

  /** Sorts before all that a name may go on with, so that texts sort as names do. */
  private static final char END_OF_NAME = '\0';

  private MetricOrder() {}

  /** The same for two measurements if they are alike in everything. */
  static String id(MetricPoint point) {
    // Labels in their order: a map may be written in any.
    String labels = new TreeMap<>(point.getLabelsMap()).toString();
    MessageDigest digest = sha256();
    digest.update(point.toBuilder().clearLabels().build().toByteArray());
    digest.update(labels.getBytes(StandardCharsets.UTF_8));
    return MetricQuery.orderedName(point)
        + END_OF_NAME
        + HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }
}
