/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.auth.AuthInterceptor;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.grpc.GzipCodec;
import dev.tracehub.collector.tls.ServerTls;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The gRPC port: the services, health and reflection. */
final class GrpcServer {

  /** What hostile peers can make a connection hold is bounded by these. */
  private static final int MAX_CALLS_PER_CONNECTION = 256;

  private static final int MAX_HEADER_BYTES = 8 << 10;
  private static final int MAX_RESETS = 200;
  private static final int RESET_WINDOW_SECONDS = 30;
  private static final int KEEPALIVE_SECONDS = 10;
  private static final int CONNECTION_IDLE_MINUTES = 30;

  private final Server server;
  private final HealthStatusManager health = new HealthStatusManager();

  private GrpcServer(NettyServerBuilder builder, Services services) {
    for (ServerServiceDefinition service : services.definitions()) {
      builder.addService(service);
      health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
    }
    this.server = builder.addService(health.getHealthService()).build();
  }

  @SuppressWarnings("deprecation") // grpcurl before 1.9 and other tools still ask v1alpha.
  static GrpcServer start(
      Settings settings,
      Services services,
      ReplayGate gate,
      Optional<ServerTls> tls,
      Executor executor)
      throws IOException {
    String host = settings.get(SettingList.HOST);
    int port = settings.get(SettingList.GRPC_PORT);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(host, port),
                tls.map(ServerTls::grpc).orElseGet(InsecureServerCredentials::create))
            .executor(executor)
            .decompressorRegistry(GzipCodec.registry(Limits.ingest(settings).limits()))
            .maxInboundMessageSize(Limits.otlpBytes(settings))
            .maxInboundMetadataSize(MAX_HEADER_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
            .permitKeepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxConnectionIdle(CONNECTION_IDLE_MINUTES, TimeUnit.MINUTES)
            // The last one added runs first: who calls is settled before anything else.
            .intercept(gate)
            .intercept(AuthInterceptor.forNetwork(services.authenticator()));
    if (settings.get(SettingList.REFLECTION)) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
      builder.addService(ProtoReflectionService.newInstance());
    }
    GrpcServer started = new GrpcServer(builder, services);
    try {
      started.server.start();
    } catch (IOException e) {
      throw new IOException("gRPC on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    return started;
  }

  int port() {
    return server.getPort();
  }

  /** Takes no new calls, gives those under way the time to end, and cuts off the rest. */
  void stop(Duration grace) {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
