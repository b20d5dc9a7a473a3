/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The segments of one client, oldest first: what it took over, then its own. */
final class Backlog {

  private final List<Segment> orphaned = new ArrayList<>();
  private final List<Segment> own = new ArrayList<>();

  void add(Segment segment) {
    own.add(segment);
  }

  void addOrphans(List<Segment> segments) {
    orphaned.addAll(segments);
    orphaned.sort(Comparator.comparing(Segment::name));
  }

  void remove(Segment segment) {
    if (!orphaned.remove(segment)) {
      own.remove(segment);
    }
  }

  boolean isEmpty() {
    return orphaned.isEmpty() && own.isEmpty();
  }

  /** There must be one. */
  Segment oldest() {
    return orphaned.isEmpty() ? own.get(0) : orphaned.get(0);
  }

  /** The oldest frame that is not in memory; null when there is none. */
  @Nullable Stored nextToLoad() {
    for (Segment segment : segments()) {
      Stored next = segment.nextToLoad();
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  /** Segments whose files were removed by somebody else. */
  List<Segment> missing() {
    return segments().stream().filter(segment -> !segment.exists()).toList();
  }

  long bytes() {
    return segments().stream().mapToLong(Segment::bytes).sum();
  }

  long batches() {
    return segments().stream().mapToLong(Segment::needed).sum();
  }

  /** The claims to all files, and one more. */
  Set<Claim> claims(@Nullable Claim another) {
    Set<Claim> claims = new LinkedHashSet<>();
    segments().forEach(segment -> claims.add(segment.claim()));
    if (another != null) {
      claims.add(another);
    }
    return claims;
  }

  /** All of them, oldest first. */
  List<Segment> segments() {
    List<Segment> all = new ArrayList<>(orphaned);
    all.addAll(own);
    return all;
  }
}
