/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListSessionsResponse;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Session;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tracehub query sessions}. */
@Command(
    name = "sessions",
    description = "Lists conversations with totals, newest activity first.",
    mixinStandardHelpOptions = true)
final class SessionsCommand extends Asking {

  @Mixin private Range range = new Range();

  @Option(names = "--filter", defaultValue = "", description = "CEL over one span.")
  private String filter = "";

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "Most sessions. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    ListSessionsResponse answer =
        QueryServiceGrpc.newBlockingStub(channel)
            .listSessions(
                ListSessionsRequest.newBuilder()
                    .setTimeRange(range.resolve(spec(), Instant.now()))
                    .setFilter(filter)
                    .setPageSize(limit)
                    .build());
    if (printedAsJson(answer)) {
      return;
    }
    TextTable table =
        new TextTable("last", "session", "users", "traces", "calls", "errors", "tokens", "USD");
    answer.getSessionsList().forEach(session -> table.row(row(session)));
    table.print(out());
  }

  private static List<String> row(Session session) {
    return List.of(
        Times.utc(session.getLastTimeUnixNano()),
        session.getSessionId(),
        String.join(", ", session.getUserIdsList()),
        Long.toString(session.getTraceCount()),
        Long.toString(session.getLlmCallCount()),
        Long.toString(session.getErrorCount()),
        Long.toString(session.getTokens().getTotal()),
        session.getCostUsd().isEmpty() ? "-" : session.getCostUsd());
  }
}
