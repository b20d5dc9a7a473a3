/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.Channel;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tracehub query tail}. */
@Command(
    name = "tail",
    description = "Shows spans as they are stored.",
    mixinStandardHelpOptions = true)
final class TailCommand extends Asking {

  @Option(names = "--filter", defaultValue = "", description = "CEL over one span.")
  private String filter = "";

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    Iterator<TailSpansResponse> answers =
        QueryServiceGrpc.newBlockingStub(channel)
            .tailSpans(TailSpansRequest.newBuilder().setFilter(filter).build());
    while (answers.hasNext()) {
      TailSpansResponse answer = answers.next();
      if (printedAsJson(answer)) {
        continue;
      }
      if (answer.getSpansCount() > 0) {
        SpanTable.print(answer.getSpansList(), out());
      }
      if (answer.getMissed() > 0) {
        out().println("… missed " + answer.getMissed() + " spans");
        out().flush();
      }
    }
  }
}
