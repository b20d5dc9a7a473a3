/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.ListUsersRequest;
import dev.tracehub.v1.ListUsersResponse;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.User;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tracehub query users}. */
@Command(
    name = "users",
    description = "Lists end users with totals, newest activity first.",
    mixinStandardHelpOptions = true)
final class UsersCommand extends Asking {

  @Mixin private Range range = new Range();

  @Option(names = "--filter", defaultValue = "", description = "CEL over one span.")
  private String filter = "";

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "Most users. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    ListUsersResponse answer =
        QueryServiceGrpc.newBlockingStub(channel)
            .listUsers(
                ListUsersRequest.newBuilder()
                    .setTimeRange(range.resolve(spec(), Instant.now()))
                    .setFilter(filter)
                    .setPageSize(limit)
                    .build());
    if (printedAsJson(answer)) {
      return;
    }
    TextTable table =
        new TextTable("last", "user", "sessions", "traces", "calls", "errors", "tokens", "USD");
    answer.getUsersList().forEach(user -> table.row(row(user)));
    table.print(out());
  }

  private static List<String> row(User user) {
    return List.of(
        Times.utc(user.getLastTimeUnixNano()),
        user.getUserId(),
        Long.toString(user.getSessionCount()),
        Long.toString(user.getTraceCount()),
        Long.toString(user.getLlmCallCount()),
        Long.toString(user.getErrorCount()),
        Long.toString(user.getTokens().getTotal()),
        user.getCostUsd().isEmpty() ? "-" : user.getCostUsd());
  }
}
