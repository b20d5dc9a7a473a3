/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.admin.AdminGrpcService;
import dev.tracehub.collector.auth.AuthSettings;
import dev.tracehub.collector.auth.Authenticator;
import dev.tracehub.collector.auth.KeyAuthenticator;
import dev.tracehub.collector.auth.ProjectGrpcService;
import dev.tracehub.collector.auth.ProjectRegistry;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.grpc.OtlpGrpcServices;
import dev.tracehub.collector.grpc.TraceGrpcService;
import dev.tracehub.collector.ingest.IngestPipeline;
import dev.tracehub.collector.query.QueryGrpcService;
import dev.tracehub.collector.query.QueryLimits;
import dev.tracehub.collector.tls.ServerTls;
import dev.tracehub.collector.wire.IngestLimits;
import io.grpc.ServerServiceDefinition;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The services that both ports offer, and who may call them.
 *
 * @param definitions the services without authentication
 * @param authenticator tells who calls
 */
record Services(List<ServerServiceDefinition> definitions, Authenticator authenticator) {

  static Services of(
      Settings settings,
      Pipeline pipeline,
      Optional<ServerTls> tls,
      Executor executor,
      Clock clock) {
    ProjectRegistry projects = pipeline.projects();
    AuthSettings auth =
        settings
            .get(SettingList.ADMIN_KEY)
            .map(AuthSettings::withAdminKey)
            .orElseGet(AuthSettings::open);
    if (auth.openOnLoopback()) {
      projects.createDefaultProject(clock);
    }
    IngestPipeline ingest = pipeline.ingest();
    IngestLimits limits = Limits.ingest(settings).limits();
    List<ServerServiceDefinition> definitions = new ArrayList<>();
    definitions.add(new TraceGrpcService(ingest, limits).bindService());
    definitions.addAll(new OtlpGrpcServices(ingest, limits).services());
    definitions.add(
        new QueryGrpcService(
                pipeline.storage(),
                new FilterParser(),
                pipeline.tail(),
                executor,
                QueryLimits.DEFAULTS)
            .bindService());
    definitions.add(
        new ProjectGrpcService(
                projects, pipeline.lifecycle(), pipeline.data(), clock, new SecureRandom())
            .bindService());
    definitions.add(new AdminGrpcService(pipeline.report().withTls(tls)).bindService());
    definitions.add(pipeline.costs().service().bindService());
    return new Services(definitions, new KeyAuthenticator(projects, auth, clock));
  }
}
