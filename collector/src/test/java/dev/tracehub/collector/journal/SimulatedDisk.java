/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A folder in memory that fails when told to, and that can be looked at as a crash would leave it.
 * Thread-safe.
 *
 * <p>It is as unkind as a disk may be: without a sync any of the 4 KiB blocks written may be
 * missing after a power cut, and names are those of any moment since the folder was synced.
 */
final class SimulatedDisk implements Disk {

  /** What a call does. */
  enum Call {
    CREATE,
    WRITE,
    FORCE,
    TRUNCATE,
    RENAME,
    DELETE,
    SYNC,
    READ
  }

  /** Looks at each call before it is made, and may make it fail. */
  interface Fault {
    void before(Call call, String name) throws IOException;
  }

  private final Map<String, SimulatedFile> names;
  private final Map<String, SimulatedFile> syncedNames;
  private final List<Consumer<Map<String, SimulatedFile>>> unsynced = new ArrayList<>();
  private final Map<String, SimulatedDisk> folders = new HashMap<>();
  private Fault fault = (call, name) -> {};
  private long capacity = Long.MAX_VALUE;
  private int longestWrite = Integer.MAX_VALUE;
  private boolean locked;

  SimulatedDisk() {
    this(new HashMap<>());
  }

  private SimulatedDisk(Map<String, SimulatedFile> names) {
    this.names = names;
    this.syncedNames = new HashMap<>(names);
  }

  /** Asks before each call from now on. */
  synchronized void fault(Fault newFault) {
    fault = newFault;
    folders.values().forEach(folder -> folder.fault(newFault));
  }

  /** Limits the bytes that fit. */
  synchronized void capacity(long bytes) {
    capacity = bytes;
  }

  /** Writes this much at most at a time. */
  synchronized void longestWrite(int bytes) {
    longestWrite = bytes;
  }

  /** Makes a block of a file fail to be read from now on. */
  synchronized void unreadable(String name, int block) {
    names.get(name).unreadable(block);
  }

  /** The disk as the next process finds it after this one was killed. */
  synchronized SimulatedDisk afterKill() {
    Map<String, SimulatedFile> left = new HashMap<>();
    names.forEach((name, file) -> left.put(name, file.afterKill()));
    return withFolders(left, SimulatedDisk::afterKill);
  }

  /** The disk as the next process finds it after a power cut. */
  synchronized SimulatedDisk afterPowerCut(Random random) {
    Map<String, SimulatedFile> left = new HashMap<>(syncedNames);
    unsynced.stream().limit(random.nextInt(unsynced.size() + 1)).forEach(op -> op.accept(left));
    left.replaceAll((name, file) -> file.afterPowerCut(random));
    return withFolders(left, folder -> folder.afterPowerCut(random));
  }

  private SimulatedDisk withFolders(
      Map<String, SimulatedFile> left, java.util.function.UnaryOperator<SimulatedDisk> crash) {
    SimulatedDisk disk = new SimulatedDisk(left);
    folders.forEach((name, folder) -> disk.folders.put(name, crash.apply(folder)));
    return disk;
  }

  /** The bytes of a file, to look at and to damage. */
  synchronized byte[] bytes(String name) {
    return names.get(name).bytes();
  }

  synchronized void replaceBytes(String name, byte[] content) {
    names.get(name).replaceBytes(content);
  }

  @Override
  public synchronized List<String> list() {
    return new ArrayList<>(names.keySet());
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    fault.before(Call.CREATE, name);
    SimulatedFile file = new SimulatedFile(new byte[0]);
    change(changed -> changed.put(name, file));
    return new Handle(file);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    SimulatedFile file = names.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return new Handle(file);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    fault.before(Call.RENAME, to);
    if (!names.containsKey(from)) {
      throw new NoSuchFileException(from);
    }
    change(changed -> changed.put(to, changed.remove(from)));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    fault.before(Call.DELETE, name);
    change(changed -> changed.remove(name));
  }

  @Override
  public synchronized void sync() throws IOException {
    fault.before(Call.SYNC, "");
    syncedNames.clear();
    syncedNames.putAll(names);
    unsynced.clear();
  }

  @Override
  public synchronized long usableBytes() {
    return capacity - usedBytes();
  }

  @Override
  public synchronized Disk folder(String name) {
    SimulatedDisk folder = folders.computeIfAbsent(name, key -> new SimulatedDisk());
    folder.fault(fault);
    return folder;
  }

  @Override
  public synchronized Closeable lock() throws IOException {
    if (locked) {
      throw new IOException("locked");
    }
    locked = true;
    return () -> {
      synchronized (this) {
        locked = false;
      }
    };
  }

  private void change(Consumer<Map<String, SimulatedFile>> operation) {
    operation.accept(names);
    unsynced.add(operation);
  }

  private long usedBytes() {
    return names.values().stream().mapToLong(file -> file.bytes().length).sum();
  }

  private final class Handle implements DiskFile {
    private final SimulatedFile file;

    Handle(SimulatedFile file) {
      this.file = file;
    }

    private void before(Call call) throws IOException {
      String name =
          names.entrySet().stream()
              .filter(entry -> entry.getValue() == file)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("deleted");
      fault.before(call, name);
    }

    @Override
    public int write(ByteBuffer source, long offset) throws IOException {
      synchronized (SimulatedDisk.this) {
        before(Call.WRITE);
        int bytes = Math.min(longestWrite, source.remaining());
        long growth = Math.max(0, offset + bytes - file.bytes().length);
        if (growth > capacity - usedBytes()) {
          throw new IOException("No space left on device");
        }
        ByteBuffer part = source.slice(source.position(), bytes);
        source.position(source.position() + bytes);
        return file.write(part, (int) offset);
      }
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      synchronized (SimulatedDisk.this) {
        before(Call.READ);
        return file.read(target, (int) offset);
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      synchronized (SimulatedDisk.this) {
        try {
          before(Call.FORCE);
        } catch (IOException e) {
          file.failForce();
          throw e;
        }
        file.force();
      }
    }

    @Override
    public void truncate(long bytes) throws IOException {
      synchronized (SimulatedDisk.this) {
        before(Call.TRUNCATE);
        file.truncate((int) bytes);
      }
    }

    @Override
    public long size() {
      synchronized (SimulatedDisk.this) {
        return file.bytes().length;
      }
    }

    @Override
    public void close() {}
  }
}
