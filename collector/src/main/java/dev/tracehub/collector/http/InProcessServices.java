/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.auth.AuthInterceptor;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The gRPC services behind a channel of this process, so that interceptors run as ever. */
final class InProcessServices {

  private final Server server;
  private final ManagedChannel channel;

  InProcessServices(HttpServices services) {
    String name = InProcessServerBuilder.generateName();
    List<ServerInterceptor> interceptors = new ArrayList<>();
    interceptors.add(AuthInterceptor.forInProcess(services.authenticator()));
    interceptors.addAll(services.interceptors());
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name).executor(services.executor());
    services
        .services()
        .forEach(s -> builder.addService(ServerInterceptors.interceptForward(s, interceptors)));
    this.server = builder.build();
    this.channel =
        InProcessChannelBuilder.forName(name).executor(services.executor()).disableRetry().build();
  }

  Channel channel() {
    return channel;
  }

  void start() throws IOException {
    server.start();
  }

  /** Ends what is under way. */
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
