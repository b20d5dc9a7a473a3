/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import io.grpc.Channel;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.HashMap;
import java.util.Map;

/** All paths of the port. */
final class Routes {

  private Routes() {}

  static Map<String, Route> of(HttpServices services, Channel channel, HttpLimits limits) {
    Map<String, Route> routes = new HashMap<>();
    routes.put("/healthz", HealthRoute.healthy());
    routes.put("/readyz", HealthRoute.ready(services.readiness(), services.executor()));
    routes.put("/v1/traces", otlp(OtlpSignal.traces(services.ingest()), services, limits));
    routes.put("/v1/logs", otlp(OtlpSignal.logs(services.ingest()), services, limits));
    routes.put("/v1/metrics", otlp(OtlpSignal.metrics(services.ingest()), services, limits));
    for (ServerServiceDefinition service : services.services()) {
      for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
        ConnectMethod.of(method.getMethodDescriptor())
            .ifPresent(
                found ->
                    routes.put(
                        "/" + found.call().getFullMethodName(), connect(found, channel, limits)));
      }
    }
    return routes;
  }

  private static Route otlp(OtlpSignal signal, HttpServices services, HttpLimits limits) {
    return new OtlpRoute(
        signal, services.authenticator(), services.executor(), limits.maxRequestBytes());
  }

  private static Route connect(ConnectMethod method, Channel channel, HttpLimits limits) {
    return method.isUnary()
        ? new UnaryRoute(method, channel, limits)
        : new StreamRoute(method, channel, limits);
  }
}
