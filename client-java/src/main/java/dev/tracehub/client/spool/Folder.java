/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way of a spool to the disk, so that tests can make it fail. */
interface Folder {

  /** Makes the folder unless it exists. */
  void make() throws IOException;

  /** The names of the files, in no order; none when there is no folder. */
  List<String> list() throws IOException;

  boolean exists(String name);

  /** What tells a file from another one of the same name; null when there is none. */
  @Nullable Object identity(String name);

  /** Makes a file that must not exist, for the eyes of this user only. */
  SpoolFile create(String name) throws IOException;

  /** Opens a file for reading and writing. */
  SpoolFile open(String name) throws IOException;

  /** Renames a file at once. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file if it exists. */
  void delete(String name) throws IOException;

  /** Makes names that were created and deleted last. */
  void sync() throws IOException;

  /**
   * Locks a file against other processes until closed; makes it if need be. Null when another
   * process has it. This process must not have it: closing the second handle would free the first.
   */
  @Nullable Closeable lock(String name) throws IOException;
}
