/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands that ask a collector share: the connection and the form of the answer. */
abstract class Asking implements Callable<Integer> {

  @Mixin private Connection connection = new Connection();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() throws InvalidProtocolBufferException {
    ManagedChannel channel = connection.open();
    try {
      ask(connection.authenticated(channel));
      return 0;
    } finally {
      channel.shutdownNow();
    }
  }

  /** Asks and prints. */
  abstract void ask(Channel channel) throws InvalidProtocolBufferException;

  final CommandSpec spec() {
    return spec;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints the answer as JSON if that was asked for, and says whether it was. */
  final boolean printedAsJson(MessageOrBuilder answer) throws InvalidProtocolBufferException {
    if (json) {
      out().println(JsonFormat.printer().print(answer));
      out().flush();
    }
    return json;
  }
}
