/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import dev.tracehub.collector.config.SettingException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import picocli.CommandLine;

/** Prints failures as one line for people; a stack trace only for what nobody expected. */
final class FailureHandler implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (failure instanceof SettingException || failure instanceof IOException) {
      return tell(commandLine, String.valueOf(failure.getMessage()), CommandLine.ExitCode.USAGE);
    }
    if (failure instanceof StatusRuntimeException refused) {
      String text = refused.getStatus().getCode() + ": " + refused.getStatus().getDescription();
      return tell(commandLine, text, CommandLine.ExitCode.SOFTWARE);
    }
    failure.printStackTrace(commandLine.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int tell(CommandLine commandLine, String text, int exitCode) {
    commandLine.getErr().println("tracehub: " + text);
    commandLine.getErr().flush();
    return exitCode;
  }
}
