/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.ingest.ProjectMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the day's bytes of each project over a restart: a line of project, day and bytes each. It
 * is written every {@link #PERIOD} and at the end, so that a kill forgets what came since.
 */
final class QuotaFile implements Runnable, AutoCloseable {

  static final Duration PERIOD = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(QuotaFile.class);

  private final Path file;
  private final ProjectMeters meters;
  private final InstantSource clock;
  private List<String> written = List.of();

  private QuotaFile(Path file, ProjectMeters meters, InstantSource clock) {
    this.file = file;
    this.meters = meters;
    this.clock = clock;
  }

  /** Goes on from what the file says. One that cannot be read is no reason not to start. */
  static QuotaFile open(Path folder, ProjectMeters meters, InstantSource clock) {
    QuotaFile opened = new QuotaFile(folder.resolve("quota-use"), meters, clock);
    opened.read();
    return opened;
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", -1);
        meters.resume(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
      }
    } catch (IOException | RuntimeException e) {
      log.warn("{} cannot be read: the day's bytes are counted from 0", file, e);
    }
  }

  @Override
  public synchronized void run() {
    List<String> lines = new ArrayList<>();
    meters
        .all(clock.instant())
        .forEach(
            (project, use) -> lines.add(project + " " + use.epochDay() + " " + use.bytesToday()));
    if (lines.equals(written)) {
      return;
    }
    try {
      Path next = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(next, lines);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written = lines;
    } catch (IOException e) {
      log.warn("{} cannot be written: a restart would forget the day's bytes", file, e);
    }
  }

  @Override
  public void close() {
    run();
  }
}
