/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One opening of a spool in a folder. Time stands still at 0 unless a test passes it. */
final class SpoolFixture {

  static final long NOW = 0;
  static final long MIB = 1L << 20;

  final Told told = new Told();
  final FileSpool spool;

  private SpoolFixture(Folder folder, long maxBytes) {
    spool = new FileSpool(folder, new SpoolSettings(Path.of("ignored"), maxBytes), told);
  }

  static SpoolFixture in(Path folder) {
    return in(folder, 64 * MIB);
  }

  static SpoolFixture in(Path folder, long maxBytes) {
    return in(new DiskFolder(folder), maxBytes);
  }

  static SpoolFixture in(Folder folder, long maxBytes) {
    return new SpoolFixture(folder, maxBytes);
  }

  /** Looks for orphans. */
  SpoolFixture tended() {
    spool.tend(NOW);
    return this;
  }

  boolean append(String text) {
    return append(text, 1, NOW);
  }

  boolean append(String text, int records, long now) {
    return spool.append(text.getBytes(UTF_8), records, 1, now);
  }

  List<Spool.Loaded> load() {
    return spool.load(Integer.MAX_VALUE, Long.MAX_VALUE, NOW);
  }

  List<String> texts() {
    return load().stream().map(SpoolFixture::text).toList();
  }

  static String text(Spool.Loaded loaded) {
    return new String(loaded.payload(), UTF_8).strip();
  }

  void remove(Spool.Loaded loaded) {
    loaded.stored().settle(loaded.stored().records());
    spool.remove(loaded.stored(), NOW);
  }

  void close() {
    spool.close(NOW);
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static List<Path> segments(Path folder) throws IOException {
    return files(folder).stream().filter(file -> file.toString().endsWith(".spool")).toList();
  }
}
