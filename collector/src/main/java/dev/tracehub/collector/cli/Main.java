/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code tracehub}. */
@Command(
    name = "tracehub",
    description = "The flight recorder and control tower for LLM applications.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {QueryCommand.class})
public final class Main implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(ServeCommand.create())
        .setExecutionExceptionHandler(new FailureHandler());
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
