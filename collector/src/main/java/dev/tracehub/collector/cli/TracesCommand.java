/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import dev.tracehub.v1.TraceSummary;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tracehub query traces}. */
@Command(
    name = "traces",
    description = "Lists traces, newest first.",
    mixinStandardHelpOptions = true)
final class TracesCommand extends Asking {

  @Mixin private Range range = new Range();

  @Option(names = "--filter", defaultValue = "", description = "CEL over one span.")
  private String filter = "";

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "Most traces. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    SearchTracesResponse answer =
        QueryServiceGrpc.newBlockingStub(channel)
            .searchTraces(
                SearchTracesRequest.newBuilder()
                    .setTimeRange(range.resolve(spec(), Instant.now()))
                    .setFilter(filter)
                    .setPageSize(limit)
                    .build());
    if (printedAsJson(answer)) {
      return;
    }
    TextTable table =
        new TextTable(
            "started", "trace", "name", "service", "ms", "spans", "errors", "tokens", "USD");
    for (TraceSummary trace : answer.getTracesList()) {
      table.row(row(trace));
    }
    table.print(out());
  }

  private static List<String> row(TraceSummary trace) {
    return List.of(
        Times.utc(trace.getStartTimeUnixNano()),
        trace.getTraceId(),
        trace.getRootName(),
        trace.getRootService(),
        Times.millis(trace.getEndTimeUnixNano() - trace.getStartTimeUnixNano()),
        Long.toString(trace.getSpanCount()),
        Long.toString(trace.getErrorCount()),
        Long.toString(trace.getTokens().getTotal()),
        trace.getCostUsd().isEmpty() ? "-" : trace.getCostUsd());
  }
}
