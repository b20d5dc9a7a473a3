/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tracehub query}: asks a collector. */
@Command(
    name = "query",
    description = "Asks a collector what was recorded.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TracesCommand.class,
      TraceCommand.class,
      SpansCommand.class,
      AggregateCommand.class,
      SessionsCommand.class,
      UsersCommand.class,
      TailCommand.class,
      StatusCommand.class
    })
final class QueryCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
