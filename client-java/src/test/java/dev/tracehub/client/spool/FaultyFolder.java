/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real folder on a disk that can be full, unable to sync, or unable to read. */
final class FaultyFolder implements Folder {

  private final Folder real;

  /** Bytes that the disk still takes. */
  long room = Long.MAX_VALUE;

  boolean syncFails;
  boolean truncateFails;
  int readsThatFail;
  int writes;

  FaultyFolder(Folder real) {
    this.real = real;
  }

  @Override
  public void make() throws IOException {
    real.make();
  }

  @Override
  public List<String> list() throws IOException {
    return real.list();
  }

  @Override
  public boolean exists(String name) {
    return real.exists(name);
  }

  @Override
  public @Nullable Object identity(String name) {
    return real.identity(name);
  }

  @Override
  public SpoolFile create(String name) throws IOException {
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    return new FaultyFile(real.create(name));
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    return new FaultyFile(real.open(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    real.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    real.delete(name);
  }

  @Override
  public void sync() throws IOException {
    real.sync();
  }

  @Override
  public @Nullable Closeable lock(String name) throws IOException {
    return real.lock(name);
  }

  private final class FaultyFile implements SpoolFile {

    private final SpoolFile file;

    FaultyFile(SpoolFile file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, long offset) throws IOException {
      writes++;
      if (bytes.length > room) {
        file.write(Arrays.copyOf(bytes, (int) room), offset);
        room = 0;
        throw new IOException("No space left on device");
      }
      room -= bytes.length;
      file.write(bytes, offset);
    }

    @Override
    public int read(byte[] target, long offset) throws IOException {
      if (readsThatFail > 0) {
        readsThatFail--;
        throw new IOException("Input/output error");
      }
      return file.read(target, offset);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      if (truncateFails) {
        throw new IOException("Input/output error");
      }
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      if (syncFails) {
        throw new IOException("Input/output error");
      }
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
