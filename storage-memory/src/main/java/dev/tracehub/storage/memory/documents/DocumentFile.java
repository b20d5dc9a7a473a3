/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import dev.tracehub.storage.Document;
import dev.tracehub.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents in a file that is replaced as a whole: written beside it, synced, renamed over it, and
 * the directory synced. So the file is always one that was written to its end, and a file that is
 * not is a fault of the disk or of a hand, which is reported and never taken for an empty one.
 *
 * <p>Belongs to one process at a time: a lock beside the file says so. Not thread-safe.
 */
final class DocumentFile implements DocumentKeeper {

  private static final String NAME = "documents.bin";

  private final Path directory;
  private final Path file;
  private @Nullable FileChannel lock;

  DocumentFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve(NAME);
  }

  @Override
  public List<Document> load() {
    try {
      acquireLock();
      return Files.exists(file) ? DocumentCodec.decode(Files.readAllBytes(file)) : List.of();
    } catch (IOException e) {
      throw StorageException.internal(
          file + " cannot be read: " + e.getMessage() + "; put a good copy in its place", e);
    }
  }

  @Override
  public void save(Collection<Document> documents) {
    Path next = directory.resolve(NAME + ".tmp");
    try {
      write(next, DocumentCodec.encode(documents));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory();
    } catch (IOException e) {
      throw StorageException.internal(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    FileChannel held = lock;
    lock = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw StorageException.internal(file + " cannot be released: " + e.getMessage(), e);
      }
    }
  }

  private void acquireLock() throws IOException {
    if (lock != null) {
      return;
    }
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("another store has it open");
    }
    lock = channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      // A store in this very process has it.
      return false;
    }
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Makes the new name itself durable. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
