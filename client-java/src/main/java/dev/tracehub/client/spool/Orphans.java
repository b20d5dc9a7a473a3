/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes over the files of owners who are gone. What fails is tried again at the next look. */
final class Orphans {

  private final Folder folder;
  private final Troubles troubles;
  private final SpoolListener listener;

  Orphans(Folder folder, Troubles troubles, SpoolListener listener) {
    this.folder = folder;
    this.troubles = troubles;
    this.listener = listener;
  }

  /** The segments with needed frames that nobody has. */
  List<Segment> adopt(long now) {
    List<Segment> adopted = new ArrayList<>();
    for (String owner : owners(now)) {
      try {
        Claim claim = Claim.take(folder, owner);
        if (claim != null) {
          adopted.addAll(adopt(claim, now));
        }
      } catch (IOException e) {
        troubles.fault(e, now);
      }
    }
    return adopted;
  }

  private SortedSet<String> owners(long now) {
    SortedSet<String> owners = new TreeSet<>();
    try {
      for (String name : folder.list()) {
        Claim.sweep(folder, name);
        String owner = Claim.ownerOf(name);
        if (owner != null) {
          owners.add(owner);
        }
      }
    } catch (IOException e) {
      troubles.fault(e, now);
    }
    return owners;
  }

  /** Looks again now that the owner's lock is ours: another may have been faster before. */
  private List<Segment> adopt(Claim claim, long now) throws IOException {
    List<Segment> adopted = new ArrayList<>();
    try {
      for (String name : claim.segmentsOnDisk()) {
        try {
          Segment segment = adopt(claim, name, now);
          if (segment.needed() > 0) {
            adopted.add(segment);
          } else {
            segment.delete();
          }
        } catch (IOException e) {
          troubles.fault(e, now);
        }
      }
    } finally {
      if (adopted.isEmpty()) {
        claim.release();
      }
    }
    return adopted;
  }

  private Segment adopt(Claim claim, String name, long now) throws IOException {
    FrameWalk walk;
    try (SpoolFile file = folder.open(name)) {
      walk = FrameWalk.over(file, claim.salt());
      if (walk.torn()) {
        file.truncate(walk.end());
        troubles.torn(now);
      }
    }
    if (walk.damaged() > 0) {
      troubles.damaged(walk.damaged(), now);
    }
    return Segment.adopt(folder, claim, name, walk, listener.recovered(walk.records()));
  }
}
