/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A {@link StageServer} in a process of its own. */
final class StageProcess implements AutoCloseable {

  private static final String HEAP = "-Xmx3g";

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final int port;
  private final AtomicLong spanNumber = new AtomicLong();

  StageProcess(Stage stage, Path parent) throws IOException {
    this.folder = Files.createTempDirectory(parent, "bench-ingest-");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            StageServer.class.getName(),
            stage.name(),
            folder.toString());
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.answers = process.inputReader();
    this.commands = process.outputWriter();
    this.port = Integer.parseInt(read());
  }

  int port() {
    return port;
  }

  /** Numbers the batches of all loads on this server. */
  AtomicLong spanNumber() {
    return spanNumber;
  }

  /** Waits until everything received is where the stage ends. */
  void settle() {
    ask("settle");
  }

  ProcessUse use() {
    return ProcessUse.parse(ask("mark"));
  }

  private String ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server of the stage ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
