/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.QueryServiceGrpc;
import io.grpc.Channel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracehub query trace}. */
@Command(
    name = "trace",
    description = "Shows one trace as a tree.",
    mixinStandardHelpOptions = true)
final class TraceCommand extends Asking {

  @Parameters(paramLabel = "TRACE_ID", description = "The trace's id.")
  private String traceId = "";

  @Option(names = "--payloads", description = "With whole payloads, in --json.")
  private boolean payloads;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    GetTraceResponse answer =
        QueryServiceGrpc.newBlockingStub(channel)
            .getTrace(
                GetTraceRequest.newBuilder()
                    .setTraceId(traceId)
                    .setIncludePayloads(payloads)
                    .build());
    if (printedAsJson(answer)) {
      return;
    }
    TraceTree.print(answer.getSpansList(), out());
    for (Evaluation evaluation : answer.getEvaluationsList()) {
      out()
          .println(
              "evaluation "
                  + evaluation.getName()
                  + ": "
                  + evaluation.getScore()
                  + " "
                  + evaluation.getLabel());
    }
    if (answer.getTruncated()) {
      out().println("… and " + answer.getTruncatedSpans() + " spans more");
    }
    out().flush();
  }
}
