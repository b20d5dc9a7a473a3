/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A folder of files: the one way of the journal to the disk, so that tests can make it fail.
 * Thread-safe. A change of names lasts only after {@link #sync}.
 */
interface Disk {

  /** The names of the files in the folder, in no order. */
  List<String> list() throws IOException;

  /** Makes an empty file, in place of one of that name, for reading and writing. */
  DiskFile create(String name) throws IOException;

  /** Opens a file for reading and writing. */
  DiskFile open(String name) throws IOException;

  /** Renames a file at once, in place of one of the new name. */
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /** Makes names that were created, renamed and deleted last. */
  void sync() throws IOException;

  /** How much more the disk takes. */
  long usableBytes() throws IOException;

  /** A folder in this folder; made when it does not exist. */
  Disk folder(String name) throws IOException;

  /** Locks the folder against other processes until closed; fails at once when one has it. */
  Closeable lock() throws IOException;
}
