/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The right to an owner's files, held by the lock of its file until it is released. Names of owners
 * are never used twice, and begin with the time, so that they sort by age.
 *
 * <p>Within one JVM the file's lock does not help: the second handle's closing would free the lock
 * of the first. So who has a claim is also noted in the system properties, which all class loaders
 * share.
 */
final class Claim {

  private static final String LOCK = ".lock";
  private static final String UNBORN = ".new";
  private static final String SEGMENT = ".spool";
  private static final Pattern NAME =
      Pattern.compile("(\\d{13}-[0-9a-f]{16})(?:-\\d{8}\\.spool|\\.lock|\\.new)");

  /** Added to the numbers of segments that were taken from an owner without a lock. */
  private static final int TAKEN = 10_000_000;

  private static final String HELD = "dev.tracehub.spool.held.";

  private final Folder folder;
  private final String owner;
  private final Closeable lock;
  private final @Nullable Object lockFile;
  private int segments;
  private int lastNumber;

  private Claim(Folder folder, String owner, Closeable lock) {
    this.folder = folder;
    this.owner = owner;
    this.lock = lock;
    this.lockFile = folder.identity(owner + LOCK);
  }

  /** The owner of a lock or a segment; null for any other file. */
  static @Nullable String ownerOf(String fileName) {
    Matcher name = NAME.matcher(fileName);
    return name.matches() && !fileName.endsWith(UNBORN) ? name.group(1) : null;
  }

  /** Makes a new owner. */
  static Claim create(Folder folder) throws IOException {
    String random = String.format(Locale.ROOT, "%016x", UUID.randomUUID().getMostSignificantBits());
    String owner = String.format(Locale.ROOT, "%013d-%s", System.currentTimeMillis(), random);
    hold(owner);
    Closeable lock = null;
    try {
      // Locked before it has its name: else it could be taken for an orphan in between.
      lock = folder.lock(owner + UNBORN);
      if (lock == null) {
        throw new IOException("lost the lock of " + owner + " to another process");
      }
      folder.rename(owner + UNBORN, owner + LOCK);
      return new Claim(folder, owner, lock);
    } catch (IOException | RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      free(owner);
      throw e;
    }
  }

  /**
   * Takes an owner's files over; null when it is alive. Where somebody has removed the lock's file,
   * the owner may be alive nevertheless: then the segments get other names, so that it loses what
   * is taken from it, and nobody else can take the same.
   */
  static @Nullable Claim take(Folder folder, String owner) throws IOException {
    if (!hold(owner)) {
      return null;
    }
    Closeable lock = null;
    try {
      boolean orphaned = folder.exists(owner + LOCK);
      lock = folder.lock(owner + LOCK);
      if (lock == null) {
        return null;
      }
      Claim claim = new Claim(folder, owner, lock);
      if (!orphaned) {
        claim.renameSegments();
      }
      return claim;
    } catch (IOException | RuntimeException e) {
      if (lock != null) {
        lock.close();
        lock = null;
      }
      throw e;
    } finally {
      if (lock == null) {
        free(owner);
      }
    }
  }

  private void renameSegments() throws IOException {
    for (String name : segmentsOnDisk()) {
      String number = name.substring(owner.length() + 1, name.length() - SEGMENT.length());
      String other = segment((Integer.parseInt(number) + TAKEN) % (10 * TAKEN));
      if (folder.exists(other)) {
        throw new IOException(other + " is in the way of " + name);
      }
      try {
        folder.rename(name, other);
      } catch (NoSuchFileException e) {
        // Its owner is alive and has just deleted it.
      }
    }
  }

  /** Deletes what an owner left that died before it had its name. */
  static void sweep(Folder folder, String fileName) throws IOException {
    Matcher name = NAME.matcher(fileName);
    if (!name.matches() || !fileName.endsWith(UNBORN)) {
      return;
    }
    String owner = name.group(1);
    if (!hold(owner)) {
      return;
    }
    try (Closeable lock = folder.lock(fileName)) {
      if (lock != null) {
        folder.delete(fileName);
      }
    } finally {
      free(owner);
    }
  }

  private static boolean hold(String owner) {
    return System.getProperties().putIfAbsent(HELD + owner, "true") == null;
  }

  private static void free(String owner) {
    System.getProperties().remove(HELD + owner);
  }

  /** Known to who can read the folder, and to nobody who only makes payloads. */
  long salt() {
    return Long.parseUnsignedLong(owner.substring(owner.indexOf('-') + 1), 16);
  }

  /** Whether others can still see that the owner is alive: its lock, and not another's. */
  boolean isVisible() {
    if (lockFile == null) {
      // A file system that does not tell files apart.
      return folder.exists(owner + LOCK);
    }
    return lockFile.equals(folder.identity(owner + LOCK));
  }

  String nextSegment() {
    lastNumber++;
    return segment(lastNumber);
  }

  private String segment(int number) {
    return String.format(Locale.ROOT, "%s-%08d%s", owner, number, SEGMENT);
  }

  void addSegment() {
    segments++;
  }

  void removeSegment() {
    segments--;
  }

  boolean hasSegments() {
    return segments > 0;
  }

  /** The segments on disk, oldest first. */
  List<String> segmentsOnDisk() throws IOException {
    return folder.list().stream()
        .filter(name -> name.endsWith(SEGMENT) && owner.equals(ownerOf(name)))
        .sorted()
        .toList();
  }

  /** Gives the files up, for another to take; without any, the owner's last trace goes. */
  void release() throws IOException {
    try {
      if (!hasSegments() && isVisible() && segmentsOnDisk().isEmpty()) {
        folder.delete(owner + LOCK);
      }
    } finally {
      try {
        lock.close();
      } finally {
        free(owner);
      }
    }
  }
}
