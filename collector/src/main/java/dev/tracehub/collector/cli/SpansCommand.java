/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import io.grpc.Channel;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tracehub query spans}. */
@Command(
    name = "spans",
    description = "Lists spans, newest first.",
    mixinStandardHelpOptions = true)
final class SpansCommand extends Asking {

  @Mixin private Range range = new Range();

  @Option(
      names = "--filter",
      defaultValue = "",
      description = "CEL over one span, e.g. 'model == \"gpt-4o\" && latency_ms > 500'.")
  private String filter = "";

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "Most spans. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    SearchSpansResponse answer =
        QueryServiceGrpc.newBlockingStub(channel)
            .searchSpans(
                SearchSpansRequest.newBuilder()
                    .setTimeRange(range.resolve(spec(), Instant.now()))
                    .setFilter(filter)
                    .setPageSize(limit)
                    .build());
    if (!printedAsJson(answer)) {
      SpanTable.print(answer.getSpansList(), out());
    }
  }
}
