/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import dev.tracehub.client.transport.Endpoint;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** A connection for questions, with the key on every call. */
final class ReadChannel {

  private ReadChannel() {}

  static ManagedChannel open(DemoOptions options) {
    Endpoint endpoint = Endpoint.parse(options.endpoint());
    ManagedChannelBuilder<?> builder =
        ManagedChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .intercept(credentials(options.apiKey()));
    if (!endpoint.tls()) {
      builder.usePlaintext();
    }
    return builder.build();
  }

  private static ClientInterceptor credentials(String apiKey) {
    Metadata headers = new Metadata();
    if (!apiKey.isEmpty()) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + apiKey);
    }
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
