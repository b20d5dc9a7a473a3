/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The segments that hold frames, by position. Thread-safe, without locks. */
final class SegmentCatalog {

  private final ConcurrentNavigableMap<Long, Segment> byBase = new ConcurrentSkipListMap<>();

  void add(Segment segment) {
    byBase.put(segment.base(), segment);
  }

  void remove(Segment segment) {
    byBase.remove(segment.base());
  }

  /** The oldest segment. */
  Optional<Segment> first() {
    return value(byBase.firstEntry());
  }

  /** The segment that a position lies in, or the next one; empty when it is after all of them. */
  Optional<Segment> from(long position) {
    Optional<Segment> at = value(byBase.floorEntry(position));
    return at.isPresent() && position < at.get().limit()
        ? at
        : value(byBase.ceilingEntry(position));
  }

  int size() {
    return byBase.size();
  }

  long bytes() {
    return bytesBefore(Long.MAX_VALUE);
  }

  /** The bytes of the segments that end at a position or before it. */
  long bytesBefore(long position) {
    return byBase.values().stream()
        .takeWhile(segment -> segment.limit() <= position)
        .mapToLong(Segment::fileBytes)
        .sum();
  }

  private static Optional<Segment> value(Map.@Nullable Entry<Long, Segment> entry) {
    return entry == null ? Optional.empty() : Optional.of(entry.getValue());
  }
}
