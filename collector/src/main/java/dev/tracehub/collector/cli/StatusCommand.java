/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import io.grpc.Channel;
import picocli.CommandLine.Command;

/** {@code tracehub query status}. */
@Command(
    name = "status",
    description = "Shows where ingest stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends Asking {

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    GetIngestStatusResponse answer =
        AdminServiceGrpc.newBlockingStub(channel)
            .getIngestStatus(GetIngestStatusRequest.getDefaultInstance());
    if (!printedAsJson(answer)) {
      out().print(TextFormat.printer().printToString(answer));
      out().flush();
    }
  }
}
