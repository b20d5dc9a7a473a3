/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a collector listens: {@code http://host:port} in the clear, {@code https://host:port} over
 * TLS.
 */
public record Endpoint(String host, int port, boolean tls) {

  /** The port of gRPC ingest where an endpoint names none: {@value}. */
  public static final int DEFAULT_PORT = 4317;

  /**
   * Reads an endpoint.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static Endpoint parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
    boolean tls = "https".equals(uri.getScheme());
    boolean rest = uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/");
    if (uri.getHost() == null || rest || !(tls || "http".equals(uri.getScheme()))) {
      throw wrong(text);
    }
    return new Endpoint(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), tls);
  }

  /** As it is configured. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "endpoint: " + text + " (expected: http://host:port or https://host:port)");
  }

  /**
   * Makes a channel, which connects when it is first used.
   *
   * @throws TlsFileException when TLS needs a file that cannot be used
   */
  ManagedChannel channel(TlsFiles files) {
    return NettyChannelBuilder.forAddress(
            host, port, tls ? files.credentials() : InsecureChannelCredentials.create())
        // One owner of repetition: gRPC's own would hide attempts from the breaker.
        .disableRetry()
        // The callbacks only hand over a value; threads of their own would idle in the host.
        .directExecutor()
        .userAgent("tracehub-java")
        .build();
  }
}
