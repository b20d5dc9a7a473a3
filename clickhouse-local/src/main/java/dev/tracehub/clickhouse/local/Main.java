/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tracehub clickhouse}: a server in the foreground. */
@Command(
    name = "clickhouse",
    description = "Runs a ClickHouse on this machine, in the foreground.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--data-dir",
      description = "Folder of its data. Default: ${DEFAULT-VALUE}",
      defaultValue = "data/clickhouse")
  private Path dataDirectory = Path.of("data/clickhouse");

  @Option(
      names = "--http-port",
      description = "HTTP port; 0 picks one. Default: ${DEFAULT-VALUE}",
      defaultValue = "8123")
  private int httpPort;

  @Option(
      names = "--tcp-port",
      description = "Native port; 0 picks one. Default: ${DEFAULT-VALUE}",
      defaultValue = "9000")
  private int tcpPort;

  @Option(
      names = "--memory-mb",
      description = "Most memory for queries, merges and caches. Default: ${DEFAULT-VALUE}",
      defaultValue = "1024")
  private long memoryMegabytes;

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalClickHouse server =
        LocalClickHouse.start(
            LocalClickHouseOptions.in(dataDirectory)
                .withPorts(httpPort, tcpPort)
                .withMemoryBytes(memoryMegabytes << 20));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    PrintWriter out = spec.commandLine().getOut();
    out.println("ClickHouse answers at " + server.httpUrl() + ", native port " + server.tcpPort());
    out.println("data and logs: " + dataDirectory.toAbsolutePath());
    out.flush();
    server.awaitExit();
    return 0;
  }

  private static void stop(LocalClickHouse server) {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
