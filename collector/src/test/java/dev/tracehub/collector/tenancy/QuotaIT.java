/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.GetProjectUseRequest;
import dev.tracehub.v1.GetProjectUseResponse;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.UpdateProjectRequest;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas at the ports of a collector, and over a restart. */
class QuotaIT {

  private static final String ADMIN_KEY = "an-admin-key-for-this-test";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final MovableClock clock = new MovableClock();
  @TempDir private Path folder;
  private Collector collector;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    collector =
        Collector.start(
            Settings.of(
                Map.of(
                    "grpc_port",
                    "0",
                    "http_port",
                    "0",
                    "admin_key",
                    ADMIN_KEY,
                    "data_dir",
                    folder.toString())),
            clock,
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  @Test
  void overQuota_everyPortSaysSoAndWhenToComeBack() throws Exception {
    Tenant shop = new Tenant(channel, ADMIN_KEY, "shop", 1);
    shop.record(clock);
    update(UpdateProjectRequest.newBuilder().setMaxBytesPerDay(1));

    assertThatThrownBy(() -> shop.record(clock))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
        .hasMessageContaining("project shop: more than 1 bytes on this day of UTC");
    Set<String> paths = new TreeSet<>(Access.INGEST_PATHS);
    paths.add("/tracehub.v1.TraceService/SendBatch");
    for (String path : paths) {
      HttpResponse<String> response = post(path, shop);
      assertThat(response.statusCode()).as(path).isEqualTo(429);
      assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
      assertThat(response.body()).contains("QUOTA_BYTES_PER_DAY");
    }
    update(UpdateProjectRequest.newBuilder().setMaxBytesPerDay(0));
    assertThat(post("/v1/traces", shop).statusCode()).isEqualTo(200);
  }

  @Test
  void theDaysBytes_surviveARestart() throws IOException {
    Tenant shop = new Tenant(channel, ADMIN_KEY, "shop", 1);
    shop.record(clock);
    GetProjectUseResponse before = use();
    assertThat(before.getRecords()).isEqualTo(5);
    stop();
    start();

    assertThat(use().getBytesToday()).isEqualTo(before.getBytesToday()).isPositive();
    assertThat(use().getRecords()).isZero();
  }

  private GetProjectUseResponse use() {
    return AdminServiceGrpc.newBlockingStub(authorized())
        .getProjectUse(GetProjectUseRequest.newBuilder().setProjectId("shop").build());
  }

  private void update(UpdateProjectRequest.Builder request) {
    var unused =
        ProjectServiceGrpc.newBlockingStub(authorized())
            .updateProject(request.setProjectId("shop").build());
  }

  private Channel authorized() {
    return Tenant.authorized(channel, ADMIN_KEY);
  }

  private HttpResponse<String> post(String path, Tenant sender)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.httpPort() + path))
            .header("content-type", "application/json")
            .header("x-api-key", sender.admin().headers().get("x-api-key"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
