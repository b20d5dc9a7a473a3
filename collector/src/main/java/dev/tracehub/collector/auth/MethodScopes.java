/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.PricingServiceGrpc;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scope the methods of a service need. A service that is not in the table is closed. */
final class MethodScopes {

  /** For those who find out whether the server is up and what it speaks. */
  private static final Set<String> OPEN =
      Set.of(
          HealthGrpc.SERVICE_NAME,
          ServerReflectionGrpc.SERVICE_NAME,
          "grpc.reflection.v1alpha.ServerReflection");

  private static final Map<String, KeyScope> NEEDED =
      Map.of(
          TraceServiceGrpc.SERVICE_NAME,
          KeyScope.KEY_SCOPE_INGEST,
          "opentelemetry.proto.collector.trace.v1.TraceService",
          KeyScope.KEY_SCOPE_INGEST,
          "opentelemetry.proto.collector.logs.v1.LogsService",
          KeyScope.KEY_SCOPE_INGEST,
          "opentelemetry.proto.collector.metrics.v1.MetricsService",
          KeyScope.KEY_SCOPE_INGEST,
          QueryServiceGrpc.SERVICE_NAME,
          KeyScope.KEY_SCOPE_READ,
          ProjectServiceGrpc.SERVICE_NAME,
          KeyScope.KEY_SCOPE_ADMIN,
          AdminServiceGrpc.SERVICE_NAME,
          KeyScope.KEY_SCOPE_ADMIN,
          PricingServiceGrpc.SERVICE_NAME,
          KeyScope.KEY_SCOPE_ADMIN);

  private MethodScopes() {}

  static boolean isOpen(@Nullable String service) {
    return service != null && OPEN.contains(service);
  }

  /** The scope; empty for a service that nobody may call. */
  static Optional<KeyScope> needed(@Nullable String service) {
    return service == null ? Optional.empty() : Optional.ofNullable(NEEDED.get(service));
  }
}
