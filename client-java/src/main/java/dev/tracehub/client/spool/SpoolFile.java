/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.Closeable;
import java.io.IOException;

/** An open file. An interrupt does it no harm. */
interface SpoolFile extends Closeable {

  /** Writes all of it. After a failure, any part of it may be there. */
  void write(byte[] bytes, long offset) throws IOException;

  /** Fills the array as far as the file goes; answers how far. */
  int read(byte[] target, long offset) throws IOException;

  long size() throws IOException;

  void truncate(long size) throws IOException;

  /** Makes what was written last. */
  void sync() throws IOException;
}
