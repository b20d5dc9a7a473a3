/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import dev.tracehub.v1.KeyScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who may call what, written down a second time: a method that is not in here fails the test until
 * somebody has thought about it.
 */
final class Access {

  /** Health and reflection: for everybody, and nothing of a project in the answer. */
  static final Set<String> OPEN =
      Set.of(
          "grpc.health.v1.Health/Check",
          "grpc.health.v1.Health/Watch",
          "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
          "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo");

  /** Paths of HTTP that are no methods and that everybody may get. */
  static final Set<String> OPEN_PATHS = Set.of("/healthz", "/readyz");

  /** Paths of HTTP that are no methods and need the scope ingest. */
  static final Set<String> INGEST_PATHS = Set.of("/v1/traces", "/v1/logs", "/v1/metrics");

  private static final Map<String, KeyScope> NEEDED = needed();

  private Access() {}

  /** The scope that each method needs that is not open. */
  static Map<String, KeyScope> scopes() {
    return NEEDED;
  }

  /** Every scope that does not stand for the needed one. */
  static Set<KeyScope> wrong(KeyScope needed) {
    Set<KeyScope> wrong =
        EnumSet.complementOf(
            EnumSet.of(
                KeyScope.KEY_SCOPE_UNSPECIFIED, KeyScope.UNRECOGNIZED, KeyScope.KEY_SCOPE_ADMIN));
    wrong.remove(needed);
    return wrong;
  }

  private static Map<String, KeyScope> needed() {
    Map<String, KeyScope> needed = new TreeMap<>();
    put(
        needed,
        KeyScope.KEY_SCOPE_INGEST,
        "tracehub.v1.TraceService",
        "StreamBatches",
        "SendBatch");
    String otlp = "opentelemetry.proto.collector.";
    put(needed, KeyScope.KEY_SCOPE_INGEST, otlp + "trace.v1.TraceService", "Export");
    put(needed, KeyScope.KEY_SCOPE_INGEST, otlp + "logs.v1.LogsService", "Export");
    put(needed, KeyScope.KEY_SCOPE_INGEST, otlp + "metrics.v1.MetricsService", "Export");
    put(
        needed,
        KeyScope.KEY_SCOPE_READ,
        "tracehub.v1.QueryService",
        "GetTrace",
        "GetSpan",
        "SearchTraces",
        "SearchSpans",
        "TailSpans",
        "Aggregate",
        "GetTraceGraph",
        "ListSessions",
        "ListUsers",
        "ListOpenSpans",
        "ListEvaluations",
        "ListMetricPoints",
        "Export");
    put(
        needed,
        KeyScope.KEY_SCOPE_ADMIN,
        "tracehub.v1.ProjectService",
        "CreateProject",
        "GetProject",
        "ListProjects",
        "UpdateProject",
        "CreateKey",
        "ListKeys",
        "ActivateKey",
        "RevokeKey",
        "RotateKey",
        "ActivateProject",
        "DeactivateProject",
        "DeleteProject",
        "UndeleteProject",
        "PurgeProject",
        "ListAuditEvents");
    put(
        needed,
        KeyScope.KEY_SCOPE_ADMIN,
        "tracehub.v1.AdminService",
        "GetIngestStatus",
        "GetProjectUse",
        "ListClients",
        "ListDeadLetters",
        "ReplayDeadLetters",
        "ListMissingUsage",
        "ListUnpricedModels",
        "ListMasked");
    put(
        needed,
        KeyScope.KEY_SCOPE_ADMIN,
        "tracehub.v1.PricingService",
        "GetPrice",
        "ListPrices",
        "PutPrice",
        "DeletePrice",
        "SetAlias",
        "DeleteAlias",
        "ListAliases",
        "ListUnpricedModels",
        "PreviewRerate",
        "ApplyRerate",
        "UndoRerate",
        "GetRerate",
        "ListRerates");
    return needed;
  }

  private static void put(
      Map<String, KeyScope> table, KeyScope scope, String service, String... methods) {
    List.of(methods).forEach(method -> table.put(service + "/" + method, scope));
  }
}
