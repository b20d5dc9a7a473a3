/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.auth.Authenticator;
import dev.tracehub.collector.ingest.Ingest;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What stands behind the HTTP port. The server closes none of it.
 *
 * @param services the gRPC services, without authentication: the server sets it before them
 * @param interceptors around the services and inside authentication, the outermost first
 * @param ingest takes OTLP
 * @param authenticator tells who calls
 * @param readiness whether the collector can work; asked on the executor for every {@code /readyz}
 * @param executor runs the services and writes answers
 */
public record HttpServices(
    List<ServerServiceDefinition> services,
    List<ServerInterceptor> interceptors,
    Ingest ingest,
    Authenticator authenticator,
    Supplier<Readiness> readiness,
    Executor executor) {

  public HttpServices {
    services = List.copyOf(services);
    interceptors = List.copyOf(interceptors);
  }
}
