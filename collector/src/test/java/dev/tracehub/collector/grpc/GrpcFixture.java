/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.v1.KeyScope;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The ingest services on a real port, over a scripted ingest. */
final class GrpcFixture implements AutoCloseable {

  final ScriptedIngest ingest = new ScriptedIngest();
  final ManagedChannel channel;
  volatile Optional<Principal> caller =
      Optional.of(new Principal(Optional.of("shop"), Set.of(KeyScope.KEY_SCOPE_INGEST), "key"));

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Server server;

  GrpcFixture(IngestLimits limits) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(executor)
            .maxInboundMessageSize(limits.otlpRequestBytes())
            .decompressorRegistry(GzipCodec.registry(limits))
            .intercept(new FixedCaller())
            .addService(new TraceGrpcService(ingest, limits))
            .addService(ProtoReflectionServiceV1.newInstance());
    new OtlpGrpcServices(ingest, limits).services().forEach(builder::addService);
    server = builder.build().start();
    channel = NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      // Its transports still need the threads.
      server.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdown();
  }

  private final class FixedCaller implements ServerInterceptor {

    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
      return caller
          .map(
              principal ->
                  Contexts.interceptCall(
                      Context.current().withValue(Principal.CURRENT, principal),
                      call,
                      headers,
                      next))
          .orElseGet(() -> next.startCall(call, headers));
    }
  }
}
