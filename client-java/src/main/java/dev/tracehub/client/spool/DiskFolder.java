/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of the file system. */
final class DiskFolder implements Folder {

  private final Path path;
  private final boolean posix;

  DiskFolder(Path path) {
    this.path = path;
    this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public void make() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, permissions("rwx------"));
    }
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.newDirectoryStream(path)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(path.resolve(name));
  }

  @Override
  public @Nullable Object identity(String name) {
    try {
      return Files.readAttributes(path.resolve(name), BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public SpoolFile create(String name) throws IOException {
    Files.createFile(path.resolve(name), permissions("rw-------"));
    return open(name);
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    Path file = path.resolve(name);
    if (!Files.exists(file)) {
      // Opening would make it.
      throw new NoSuchFileException(file.toString());
    }
    return new DiskFile(new RandomAccessFile(file.toFile(), "rw"));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    boolean interrupted = false;
    boolean synced = !posix;
    while (!synced) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
        synced = true;
      } catch (ClosedByInterruptException e) {
        // There is no other way to sync a folder.
        interrupted = Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public @Nullable Closeable lock(String name) throws IOException {
    try {
      Files.createFile(path.resolve(name), permissions("rw-------"));
    } catch (FileAlreadyExistsException e) {
      // The file of an owner who may be gone.
    }
    RandomAccessFile file = new RandomAccessFile(path.resolve(name).toFile(), "rw");
    boolean locked = false;
    try {
      locked = file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    } finally {
      if (!locked) {
        file.close();
      }
    }
    return locked ? file : null;
  }

  private FileAttribute<?>[] permissions(String text) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** No channel for reading and writing: an interrupt would close it. */
  private record DiskFile(RandomAccessFile file) implements SpoolFile {

    @Override
    public void write(byte[] bytes, long offset) throws IOException {
      file.seek(offset);
      file.write(bytes);
    }

    @Override
    public int read(byte[] target, long offset) throws IOException {
      file.seek(offset);
      int done = 0;
      while (done < target.length) {
        int read = file.read(target, done, target.length - done);
        if (read < 0) {
          break;
        }
        done += read;
      }
      return done;
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
