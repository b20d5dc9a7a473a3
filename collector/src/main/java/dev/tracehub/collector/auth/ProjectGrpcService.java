/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.collector.audit.Change;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.v1.ActivateKeyRequest;
import dev.tracehub.v1.ActivateKeyResponse;
import dev.tracehub.v1.ActivateProjectRequest;
import dev.tracehub.v1.ActivateProjectResponse;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.CreateProjectResponse;
import dev.tracehub.v1.DeactivateProjectRequest;
import dev.tracehub.v1.DeactivateProjectResponse;
import dev.tracehub.v1.DeleteProjectRequest;
import dev.tracehub.v1.DeleteProjectResponse;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.GetProjectResponse;
import dev.tracehub.v1.ListAuditEventsRequest;
import dev.tracehub.v1.ListAuditEventsResponse;
import dev.tracehub.v1.ListKeysRequest;
import dev.tracehub.v1.ListKeysResponse;
import dev.tracehub.v1.ListProjectsRequest;
import dev.tracehub.v1.ListProjectsResponse;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.PurgeProjectRequest;
import dev.tracehub.v1.PurgeProjectResponse;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.RevokeKeyResponse;
import dev.tracehub.v1.RotateKeyRequest;
import dev.tracehub.v1.RotateKeyResponse;
import dev.tracehub.v1.UndeleteProjectRequest;
import dev.tracehub.v1.UndeleteProjectResponse;
import dev.tracehub.v1.UpdateProjectRequest;
import dev.tracehub.v1.UpdateProjectResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Answers {@code tracehub.v1.ProjectService} over a registry. Thread-safe.
 *
 * <p>A caller with a project sees that one alone: others do not exist for it, whether they do or
 * not.
 */
public final class ProjectGrpcService extends ProjectServiceGrpc.ProjectServiceImplBase {

  private final ProjectRegistry registry;
  private final ProjectLifecycle lifecycle;
  private final ProjectData data;
  private final InstantSource clock;
  private final KeyRing keys;

  /**
   * Projects and keys of a registry.
   *
   * @param data what the projects hold, to be purged
   * @param random makes the secrets: a {@link java.security.SecureRandom} but in tests
   */
  public ProjectGrpcService(
      ProjectRegistry registry,
      ProjectLifecycle lifecycle,
      ProjectData data,
      InstantSource clock,
      RandomGenerator random) {
    this.registry = registry;
    this.lifecycle = lifecycle;
    this.data = data;
    this.clock = clock;
    this.keys = new KeyRing(registry, clock, random);
  }

  @Override
  public void createProject(
      CreateProjectRequest request, StreamObserver<CreateProjectResponse> observer) {
    answer(observer, () -> create(request));
  }

  @Override
  public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
    answer(
        observer,
        () ->
            visible(request.getProjectId())
                .thenApply(found -> GetProjectResponse.newBuilder().setProject(found).build()));
  }

  @Override
  public void listProjects(
      ListProjectsRequest request, StreamObserver<ListProjectsResponse> observer) {
    Principal caller = Principal.CURRENT.get();
    answer(
        observer,
        () ->
            registry
                .listProjects()
                .thenApply(
                    all ->
                        all.stream()
                            .filter(project -> sees(caller, project.getProjectId()))
                            .toList())
                .thenApply(mine -> ProjectPages.page(mine, request)));
  }

  @Override
  public void updateProject(
      UpdateProjectRequest request, StreamObserver<UpdateProjectResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.check(request);
          Change by = by("UpdateProject");
          long millis = clock.millis();
          return live(request.getProjectId())
              .thenCompose(
                  held ->
                      registry.changeProject(
                          held.getProjectId(),
                          now -> ProjectSettings.changed(now, request, millis),
                          by))
              .thenApply(changed -> changed.orElseThrow(Refusals::noSuchProject))
              .thenApply(changed -> UpdateProjectResponse.newBuilder().setProject(changed).build());
        });
  }

  @Override
  public void activateProject(
      ActivateProjectRequest request, StreamObserver<ActivateProjectResponse> observer) {
    answer(
        observer,
        () ->
            lifecycle
                .activate(forOperator(request.getProjectId()), by("ActivateProject"))
                .thenApply(
                    project -> ActivateProjectResponse.newBuilder().setProject(project).build()));
  }

  @Override
  public void deactivateProject(
      DeactivateProjectRequest request, StreamObserver<DeactivateProjectResponse> observer) {
    answer(
        observer,
        () ->
            lifecycle
                .deactivate(forOperator(request.getProjectId()), by("DeactivateProject"))
                .thenApply(
                    project -> DeactivateProjectResponse.newBuilder().setProject(project).build()));
  }

  @Override
  public void deleteProject(
      DeleteProjectRequest request, StreamObserver<DeleteProjectResponse> observer) {
    answer(
        observer,
        () ->
            lifecycle
                .delete(forOperator(request.getProjectId()), by("DeleteProject"))
                .thenApply(
                    project -> DeleteProjectResponse.newBuilder().setProject(project).build()));
  }

  @Override
  public void undeleteProject(
      UndeleteProjectRequest request, StreamObserver<UndeleteProjectResponse> observer) {
    answer(
        observer,
        () ->
            lifecycle
                .undelete(forOperator(request.getProjectId()), by("UndeleteProject"))
                .thenApply(
                    project -> UndeleteProjectResponse.newBuilder().setProject(project).build()));
  }

  @Override
  public void purgeProject(
      PurgeProjectRequest request, StreamObserver<PurgeProjectResponse> observer) {
    answer(
        observer,
        () ->
            lifecycle
                .beginPurge(forOperator(request.getProjectId()), by("PurgeProject"))
                .thenCompose(
                    project -> data.remove(project.getProjectId()).thenApply(removed -> project))
                .thenApply(
                    project -> PurgeProjectResponse.newBuilder().setProject(project).build()));
  }

  @Override
  public void createKey(CreateKeyRequest request, StreamObserver<CreateKeyResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.check(request, clock.millis());
          Change by = by("CreateKey");
          return live(request.getProjectId()).thenCompose(project -> keys.create(request, by));
        });
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<RotateKeyResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.check(request, clock.millis());
          Change by = by("RotateKey");
          return live(request.getProjectId()).thenCompose(project -> keys.rotate(request, by));
        });
  }

  @Override
  public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
    answer(
        observer,
        () ->
            visible(request.getProjectId())
                .thenCompose(project -> registry.listKeys(project.getProjectId()))
                .thenApply(keys -> ListKeysResponse.newBuilder().addAllKeys(keys).build()));
  }

  @Override
  public void activateKey(
      ActivateKeyRequest request, StreamObserver<ActivateKeyResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.requireKeyId(request.getKeyId());
          Change by = by("ActivateKey");
          return live(request.getProjectId())
              .thenCompose(project -> keys.activate(request.getProjectId(), request.getKeyId(), by))
              .thenApply(key -> ActivateKeyResponse.newBuilder().setKey(key).build());
        });
  }

  @Override
  public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.requireKeyId(request.getKeyId());
          Change by = by("RevokeKey");
          return visible(request.getProjectId())
              .thenCompose(project -> keys.revoke(request.getProjectId(), request.getKeyId(), by))
              .thenApply(key -> RevokeKeyResponse.newBuilder().setKey(key).build());
        });
  }

  @Override
  public void listAuditEvents(
      ListAuditEventsRequest request, StreamObserver<ListAuditEventsResponse> observer) {
    answer(
        observer,
        () ->
            visible(request.getProjectId())
                .thenCompose(project -> AuditPages.page(registry.audit(), request)));
  }

  private CompletionStage<CreateProjectResponse> create(CreateProjectRequest request) {
    requireOperator();
    KeyRequests.check(request);
    Project project = ProjectSettings.of(request, clock.instant());
    return registry
        .createProject(project, by("CreateProject"))
        .thenApply(
            created -> {
              if (!created) {
                throw Refusals.projectExists(project.getProjectId());
              }
              return CreateProjectResponse.newBuilder().setProject(project).build();
            });
  }

  /** The project, if it exists and the caller may see it. */
  private CompletionStage<Project> visible(String projectId) {
    ProjectIds.require("project_id", projectId);
    if (!sees(Principal.CURRENT.get(), projectId)) {
      throw Refusals.noSuchProject();
    }
    return registry
        .findProject(projectId)
        .thenApply(found -> found.orElseThrow(Refusals::noSuchProject));
  }

  /** The project, if the caller may see it and it is not deleted. */
  private CompletionStage<Project> live(String projectId) {
    return visible(projectId)
        .thenApply(
            project -> {
              if (ProjectStates.isDeleted(project)) {
                throw Refusals.projectIsDeleted(projectId);
              }
              return project;
            });
  }

  /** The id, if it may be one and the caller has the admin key of the configuration. */
  private static String forOperator(String projectId) {
    ProjectIds.require("project_id", projectId);
    requireOperator();
    return projectId;
  }

  private static void requireOperator() {
    if (Principal.CURRENT.get().project().isPresent()) {
      throw Refusals.adminKeyNeeded();
    }
  }

  private Change by(String action) {
    String keyId = Principal.CURRENT.get().keyId();
    return new Change(keyId.isEmpty() ? Change.LOCAL : keyId, action, clock.instant());
  }

  private static boolean sees(Principal caller, String projectId) {
    return caller.project().map(projectId::equals).orElse(true);
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<CompletionStage<T>> call) {
    try {
      Answers.complete(call.get(), observer);
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }
}
