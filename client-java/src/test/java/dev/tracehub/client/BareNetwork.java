/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.Span;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Collectors;

/** Records and sends over a network; run with what an application gets. */
final class BareNetwork {

  private BareNetwork() {}

  /** Prints the names of the spans that arrived. */
  public static void main(String[] args) throws IOException {
    System.out.println(run());
  }

  private static String run() throws IOException {
    FakeCollector collector = new FakeCollector();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(collector)
            .build()
            .start();
    try {
      Tracehub tracehub =
          Tracehub.builder().endpoint("http://127.0.0.1:" + server.getPort()).build();
      tracehub.span("a").start().error(new IllegalStateException("x")).end();
      tracehub.close(Duration.ofSeconds(10));
      return collector.spans().stream().map(Span::getName).collect(Collectors.joining(" "));
    } finally {
      server.shutdownNow();
    }
  }
}
