/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The segment files of a folder as a start finds them.
 *
 * @param identity the journal's own: from its file, else from the newest segment that tells it,
 *     else new
 * @param segments by position, oldest first; they do not overlap
 */
record SegmentFiles(Identity identity, List<Segment> segments) {

  /** What one file says about itself. */
  private record Raw(long size, Optional<SegmentHeader> header) {}

  static SegmentFiles read(Disk disk, long segmentBytes) throws IOException {
    SortedMap<Long, Raw> raws = new TreeMap<>();
    for (String name : disk.list()) {
      Optional<Long> base = Segment.baseOf(name);
      if (base.isPresent()) {
        raws.put(base.get(), raw(disk, name));
      }
    }
    Identity identity = identity(disk, raws);
    return new SegmentFiles(identity, segments(raws, identity, segmentBytes));
  }

  private static Raw raw(Disk disk, String name) throws IOException {
    try (DiskFile file = disk.open(name)) {
      byte[] header = new byte[SegmentHeader.BYTES];
      // Through a window: a header that cannot be read is a damaged one.
      Window.over(file, ByteBuffer.allocate(header.length)).copy(0, header, header.length);
      return new Raw(file.size(), SegmentHeader.decode(ByteBuffer.wrap(header)));
    }
  }

  private static Identity identity(Disk disk, SortedMap<Long, Raw> raws) throws IOException {
    Optional<ByteBuffer> stored = SmallFile.read(disk, Identity.FILE);
    if (stored.isPresent()) {
      return Identity.decode(stored.get());
    }
    Identity identity =
        raws.values().stream()
            .flatMap(raw -> raw.header().stream())
            .reduce((older, newer) -> newer)
            .map(SegmentHeader::identity)
            .orElseGet(Identity::create);
    SmallFile.replace(disk, Identity.FILE, identity.encode());
    return identity;
  }

  private static List<Segment> segments(
      SortedMap<Long, Raw> raws, Identity identity, long segmentBytes) {
    List<Segment> segments = new ArrayList<>();
    raws.forEach(
        (base, raw) -> {
          long said = raw.header().map(SegmentHeader::capacity).orElse(segmentBytes);
          long room = room(raws, base);
          long capacity = Math.min(Math.max(said, raw.size()), room);
          long salt = raw.header().map(SegmentHeader::identity).orElse(identity).salt();
          segments.add(new Segment(base, capacity, Math.min(raw.size(), capacity), salt));
        });
    return segments;
  }

  /** Positions up to the next segment. */
  private static long room(SortedMap<Long, Raw> raws, long base) {
    SortedMap<Long, Raw> after = raws.tailMap(base + 1);
    return (after.isEmpty() ? Long.MAX_VALUE : after.firstKey()) - base;
  }
}
