/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.collector.auth.ProjectServer.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.ActivateProjectRequest;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.DeactivateProjectRequest;
import dev.tracehub.v1.DeleteProjectRequest;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import dev.tracehub.v1.ProjectState;
import dev.tracehub.v1.PurgeProjectRequest;
import dev.tracehub.v1.UndeleteProjectRequest;
import dev.tracehub.v1.UpdateProjectRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectLifecycleTest {

  private static final Duration RESTORABLE = Duration.ofDays(7);

  private final AuthFixture fixture = new AuthFixture();
  private final ProjectServer server = new ProjectServer(fixture);
  private final ProjectServiceBlockingStub admin = server.admin();
  private final KeyAuthenticator authenticator = fixture.withAdminKey();
  private final ProjectLifecycle lifecycle =
      new ProjectLifecycle(fixture.registry, RESTORABLE, fixture.clock);
  private String reader = "";
  private String holder = "";

  @BeforeEach
  void create() {
    var unused =
        admin.createProject(CreateProjectRequest.newBuilder().setProjectId("shop").build());
    reader = fixture.key("shop", KeyScope.KEY_SCOPE_READ);
    holder = fixture.key("shop", KeyScope.KEY_SCOPE_ADMIN);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void inactiveProject_refusesAllButItsAdministration() {
    assertThat(deactivate().getState()).isEqualTo(ProjectState.PROJECT_STATE_INACTIVE);

    notLetIn(reader, KeyScope.KEY_SCOPE_READ, "is inactive");
    notLetIn(holder, KeyScope.KEY_SCOPE_INGEST, "is inactive");
    refusedWithProject(KeyScope.KEY_SCOPE_INGEST, "is inactive");
    assertThat(get(server.as(holder)).getState()).isEqualTo(ProjectState.PROJECT_STATE_INACTIVE);
  }

  @Test
  void activatedProject_isAsItWas() {
    deactivate();
    assertThat(activate().getState()).isEqualTo(ProjectState.PROJECT_STATE_ACTIVE);

    letIn(reader, KeyScope.KEY_SCOPE_READ);
  }

  @Test
  void everyStep_isIdempotent() {
    assertThat(deactivate()).isEqualTo(deactivate());
    assertThat(activate()).isEqualTo(activate());
    Project deleted = delete();
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(delete()).isEqualTo(deleted);
    assertThat(undelete()).isEqualTo(undelete());
    delete();
    Project purging = purge();
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(purge()).isEqualTo(purging);
    end();
    assertThat(purge()).isEqualTo(get(admin));
    assertThat(get(admin).getState()).isEqualTo(ProjectState.PROJECT_STATE_PURGED);
  }

  @Test
  void deletedProject_refusesEverything() {
    Project deleted = delete();

    assertThat(deleted.getState()).isEqualTo(ProjectState.PROJECT_STATE_DELETED);
    assertThat(Timestamps.between(deleted.getDeleteTime(), deleted.getPurgeTime()).getSeconds())
        .isEqualTo(RESTORABLE.toSeconds());
    notLetIn(reader, KeyScope.KEY_SCOPE_READ, "is deleted");
    notLetIn(holder, KeyScope.KEY_SCOPE_ADMIN, "is deleted");
    refusedWithProject(KeyScope.KEY_SCOPE_READ, "is deleted");
    precondition(this::activate, "PROJECT_DELETED");
    precondition(this::deactivate, "PROJECT_DELETED");
    precondition(
        () ->
            admin.updateProject(
                UpdateProjectRequest.newBuilder().setProjectId("shop").setDisplayName("x").build()),
        "PROJECT_DELETED");
    precondition(
        () ->
            admin.createKey(
                CreateKeyRequest.newBuilder()
                    .setProjectId("shop")
                    .addScopes(KeyScope.KEY_SCOPE_READ)
                    .build()),
        "PROJECT_DELETED");
  }

  @Test
  void restoredProject_isInTheStateItWasIn() {
    Project before = deactivate();
    delete();
    assertThat(undelete()).isEqualTo(before);
    activate();
    delete();
    undelete();

    letIn(reader, KeyScope.KEY_SCOPE_READ);
  }

  @Test
  void purge_needsADeletion() {
    precondition(this::purge, "PROJECT_NOT_DELETED");
    deactivate();
    precondition(this::purge, "PROJECT_NOT_DELETED");
  }

  @Test
  void purgedProject_neverComesBack() {
    delete();
    assertThat(purge().getState()).isEqualTo(ProjectState.PROJECT_STATE_PURGING);
    precondition(this::undelete, "PROJECT_PURGED");
    end();
    precondition(this::undelete, "PROJECT_PURGED");

    assertThat(get(admin).getDisplayName()).isEmpty();
    refused(this::create, Status.Code.ALREADY_EXISTS, "PROJECT_EXISTS");
  }

  @Test
  void duePurges_areThoseWhoseTimeHasCome() {
    delete();
    assertThat(due()).isEmpty();
    fixture.clock.advance(RESTORABLE.minusSeconds(1));
    assertThat(due()).isEmpty();
    fixture.clock.advance(Duration.ofSeconds(1));

    Project purging = due().get(0);
    assertThat(lifecycle.isSettled(purging)).isFalse();
    fixture.clock.advance(ProjectLifecycle.SETTLED);
    assertThat(due()).containsExactly(purging);
    assertThat(lifecycle.isSettled(purging)).isTrue();
    end();
    assertThat(due()).isEmpty();
    assertThat(lifecycle.purged().toCompletableFuture().join()).hasSize(1);
  }

  @Test
  void steps_areForTheAdminKeyOfTheConfiguration() {
    ProjectServiceBlockingStub own = server.as(holder);
    List<ThrowingCallable> steps =
        List.of(
            () ->
                own.deactivateProject(
                    DeactivateProjectRequest.newBuilder().setProjectId("shop").build()),
            () ->
                own.activateProject(
                    ActivateProjectRequest.newBuilder().setProjectId("shop").build()),
            () -> own.deleteProject(DeleteProjectRequest.newBuilder().setProjectId("shop").build()),
            () ->
                own.undeleteProject(
                    UndeleteProjectRequest.newBuilder().setProjectId("shop").build()),
            () -> own.purgeProject(PurgeProjectRequest.newBuilder().setProjectId("shop").build()));
    for (ThrowingCallable step : steps) {
      refused(step, Status.Code.PERMISSION_DENIED, "ADMIN_KEY_REQUIRED");
    }
  }

  @Test
  void keyOfNoProject_isRefused() {
    String orphan = fixture.key("nowhere", KeyScope.KEY_SCOPE_READ);

    notLetIn(orphan, KeyScope.KEY_SCOPE_READ, "no such project");
  }

  private void letIn(String key, KeyScope needed) {
    var caller = authenticator.authenticate(AuthFixture.bearer(key), needed).toCompletableFuture();
    assertThat(caller.join().project()).contains("shop");
  }

  private void notLetIn(String key, KeyScope needed, String why) {
    var caller = authenticator.authenticate(AuthFixture.bearer(key), needed).toCompletableFuture();
    assertThatThrownBy(caller::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(why);
  }

  private void refusedWithProject(KeyScope needed, String why) {
    var caller =
        authenticator
            .authenticate(AuthFixture.forProject(AuthFixture.ADMIN_KEY, "shop"), needed)
            .toCompletableFuture();
    assertThatThrownBy(caller::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(why);
  }

  private static void precondition(ThrowingCallable call, String reason) {
    refused(call, Status.Code.FAILED_PRECONDITION, reason);
  }

  private List<Project> due() {
    return lifecycle.duePurges().toCompletableFuture().join();
  }

  private void end() {
    var unused = lifecycle.endPurge("shop").toCompletableFuture().join();
  }

  private Project get(ProjectServiceBlockingStub caller) {
    return caller
        .getProject(GetProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }

  private Project activate() {
    return admin
        .activateProject(ActivateProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }

  private Project deactivate() {
    return admin
        .deactivateProject(DeactivateProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }

  private Project delete() {
    return admin
        .deleteProject(DeleteProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }

  private Project undelete() {
    return admin
        .undeleteProject(UndeleteProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }

  private Project purge() {
    return admin
        .purgeProject(PurgeProjectRequest.newBuilder().setProjectId("shop").build())
        .getProject();
  }
}
