/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.DeleteProjectRequest;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.ProjectState;
import dev.tracehub.v1.PurgeProjectRequest;
import dev.tracehub.v1.UndeleteProjectRequest;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A purged project over restarts of the collector: the journal holds it still. */
abstract class PurgeReplay {

  private static final String ADMIN_KEY = "an-admin-key-for-this-test";

  private final MovableClock clock = new MovableClock();
  @TempDir private Path folder;
  private Collector collector;
  private ManagedChannel channel;
  private Map<String, MethodDescriptor> methods;

  /** The settings that choose the store. */
  abstract Map<String, String> store();

  @BeforeEach
  void start() throws IOException {
    Map<String, String> values = new HashMap<>(store());
    values.putAll(Map.of("grpc_port", "0", "http_port", "0", "admin_key", ADMIN_KEY));
    values.put("data_dir", folder.toString());
    collector =
        Collector.start(
            Settings.of(values),
            clock,
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
    methods = ServedMethods.of(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  @Test
  void purgedProject_isGoneAndStaysGone_othersStay() throws IOException {
    Tenant gone = new Tenant(channel, ADMIN_KEY, "gone", 1);
    Tenant kept = new Tenant(channel, ADMIN_KEY, "kept", 2);
    gone.record(clock);
    kept.record(clock);
    Credential reader = kept.with(KeyScope.KEY_SCOPE_READ);
    assertThat(searchAs(operatorIn("gone"))).contains(gone.marks());

    delete("gone");
    assertThat(search(gone.admin()).refusal()).isEqualTo("PERMISSION_DENIED PROJECT_DELETED");
    undelete("gone");
    assertThat(searchAs(gone.admin())).contains(gone.marks());
    delete("gone");
    purge("gone");
    purge("gone");

    assertThat(search(gone.admin()).code()).isIn("PERMISSION_DENIED", "UNAUTHENTICATED");
    for (int restart = 0; restart < 2; restart++) {
      stop();
      start();
      awaitDrained();
      assertThat(state("gone")).isEqualTo(ProjectState.PROJECT_STATE_PURGING);
      assertThat(search(gone.admin()).code()).isIn("PERMISSION_DENIED", "UNAUTHENTICATED");
      assertThat(searchAs(reader)).contains(kept.marks()).doesNotContain(gone.marks());
      assertThat(storedSpans()).isEqualTo(2);
    }
  }

  /** Everything of the store, whoever may see it. */
  private long storedSpans() {
    return AdminServiceGrpc.newBlockingStub(authorized())
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
        .getStore()
        .getSpans();
  }

  private Reply search(Credential caller) {
    MethodDescriptor method = methods.get("tracehub.v1.QueryService/Export");
    var request = new RequestFiller(Map.of()).fill(method.getInputType());
    return new GrpcWire(channel).call(method, request, caller);
  }

  private String searchAs(Credential caller) {
    Reply reply = search(caller);
    assertThat(reply.code()).as("%s", reply).isEqualTo("OK");
    return reply.text();
  }

  private static Credential operatorIn(String project) {
    return new Credential(
        "operator", Map.of("x-api-key", ADMIN_KEY, "x-tracehub-project", project));
  }

  private void awaitDrained() {
    await()
        .until(
            () ->
                AdminServiceGrpc.newBlockingStub(authorized())
                        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
                        .getDrain()
                        .getLagBytes()
                    == 0);
  }

  private ProjectState state(String project) {
    return ProjectServiceGrpc.newBlockingStub(authorized())
        .getProject(GetProjectRequest.newBuilder().setProjectId(project).build())
        .getProject()
        .getState();
  }

  private void delete(String project) {
    var unused =
        ProjectServiceGrpc.newBlockingStub(authorized())
            .deleteProject(DeleteProjectRequest.newBuilder().setProjectId(project).build());
  }

  private void undelete(String project) {
    var unused =
        ProjectServiceGrpc.newBlockingStub(authorized())
            .undeleteProject(UndeleteProjectRequest.newBuilder().setProjectId(project).build());
  }

  private void purge(String project) {
    var unused =
        ProjectServiceGrpc.newBlockingStub(authorized())
            .purgeProject(PurgeProjectRequest.newBuilder().setProjectId(project).build());
  }

  private Channel authorized() {
    return Tenant.authorized(channel, ADMIN_KEY);
  }
}
