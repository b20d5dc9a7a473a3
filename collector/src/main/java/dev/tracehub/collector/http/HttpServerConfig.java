/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.tls.ServerTls;
import java.util.Optional;
import java.util.Set;

/**
 * Where the HTTP port is and whom it serves.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks one
 * @param limits what callers may ask
 * @param allowedOrigins web pages that may call from a browser, e.g. {@code
 *     https://tracehub.example.com}; pages of this server and of this machine always may
 * @param tls the certificate to show; empty to speak in the clear
 */
public record HttpServerConfig(
    String host, int port, HttpLimits limits, Set<String> allowedOrigins, Optional<ServerTls> tls) {

  public HttpServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** An address with default limits and no further origins. */
  public static HttpServerConfig of(String host, int port) {
    return new HttpServerConfig(host, port, HttpLimits.defaults(), Set.of(), Optional.empty());
  }
}
