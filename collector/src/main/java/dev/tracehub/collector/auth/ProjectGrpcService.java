/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.v1.ActivateKeyRequest;
import dev.tracehub.v1.ActivateKeyResponse;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.CreateProjectResponse;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.GetProjectResponse;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import dev.tracehub.v1.ListKeysRequest;
import dev.tracehub.v1.ListKeysResponse;
import dev.tracehub.v1.ListProjectsRequest;
import dev.tracehub.v1.ListProjectsResponse;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.RevokeKeyResponse;
import dev.tracehub.v1.UpdateProjectRequest;
import dev.tracehub.v1.UpdateProjectResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Answers {@code tracehub.v1.ProjectService} over a registry. Thread-safe.
 *
 * <p>A caller with a project sees that one alone: others do not exist for it, whether they do or
 * not.
 */
public final class ProjectGrpcService extends ProjectServiceGrpc.ProjectServiceImplBase {

  private final ProjectRegistry registry;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Projects and keys of a registry.
   *
   * @param random makes the secrets: a {@link java.security.SecureRandom} but in tests
   */
  public ProjectGrpcService(ProjectRegistry registry, InstantSource clock, RandomGenerator random) {
    this.registry = registry;
    this.clock = clock;
    this.random = random;
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
          return visible(request.getProjectId())
              .thenCompose(
                  held -> registry.changeProject(held.getProjectId(), now -> with(now, request)))
              .thenApply(changed -> changed.orElseThrow(Refusals::noSuchProject))
              .thenApply(changed -> UpdateProjectResponse.newBuilder().setProject(changed).build());
        });
  }

  private static Project with(Project project, UpdateProjectRequest request) {
    Project.Builder changed = project.toBuilder();
    if (request.hasDisplayName()) {
      changed.setDisplayName(request.getDisplayName());
    }
    if (request.hasRetentionDays()) {
      changed.setRetentionDays(request.getRetentionDays());
    }
    return changed.build();
  }

  @Override
  public void createKey(CreateKeyRequest request, StreamObserver<CreateKeyResponse> observer) {
    answer(
        observer,
        () -> {
          KeyRequests.check(request, clock.millis());
          return visible(request.getProjectId()).thenCompose(project -> create(request));
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
        () ->
            change(request.getProjectId(), request.getKeyId(), this::activated)
                .thenApply(key -> ActivateKeyResponse.newBuilder().setKey(key).build()));
  }

  @Override
  public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> observer) {
    answer(
        observer,
        () ->
            change(request.getProjectId(), request.getKeyId(), this::revoked)
                .thenApply(key -> RevokeKeyResponse.newBuilder().setKey(key).build()));
  }

  private CompletionStage<CreateProjectResponse> create(CreateProjectRequest request) {
    if (Principal.CURRENT.get().project().isPresent()) {
      throw Refusals.adminKeyNeeded();
    }
    KeyRequests.check(request);
    Project project =
        Project.newBuilder()
            .setProjectId(request.getProjectId())
            .setDisplayName(request.getDisplayName())
            .setRetentionDays(request.getRetentionDays())
            .setCreateTime(now())
            .build();
    return registry
        .createProject(project)
        .thenApply(
            created -> {
              if (!created) {
                throw Refusals.projectExists(project.getProjectId());
              }
              return CreateProjectResponse.newBuilder().setProject(project).build();
            });
  }

  private CompletionStage<CreateKeyResponse> create(CreateKeyRequest request) {
    List<KeyScope> scopes = KeyRequests.scopes(request);
    KeySecret secret = KeySecret.generate(scopes, random);
    ApiKey.Builder key =
        ApiKey.newBuilder()
            .setKeyId(secret.keyId())
            .setProjectId(request.getProjectId())
            .setDescription(request.getDescription())
            .addAllScopes(scopes)
            .setState(
                request.getInactive() ? KeyState.KEY_STATE_INACTIVE : KeyState.KEY_STATE_ACTIVE)
            .setCreateTime(now());
    if (request.hasExpireTime()) {
      key.setExpireTime(request.getExpireTime());
    }
    StoredKey stored = new StoredKey(key.build(), KeySecret.digest(secret.text()), 0);
    return registry
        .createKey(stored)
        .thenApply(
            created -> {
              if (!created) {
                throw Refusals.busyKey(secret.keyId());
              }
              return CreateKeyResponse.newBuilder()
                  .setKey(stored.key())
                  .setSecret(secret.text())
                  .build();
            });
  }

  private CompletionStage<ApiKey> change(
      String projectId, String keyId, UnaryOperator<ApiKey> change) {
    KeyRequests.requireKeyId(keyId);
    return visible(projectId)
        .thenCompose(project -> registry.changeKey(projectId, keyId, change))
        .thenApply(changed -> changed.orElseThrow(Refusals::noSuchKey));
  }

  private ApiKey activated(ApiKey key) {
    boolean expired = key.hasExpireTime() && Timestamps.compare(key.getExpireTime(), now()) <= 0;
    if (expired || key.getState() == KeyState.KEY_STATE_REVOKED) {
      throw Refusals.endedKey(key.getKeyId());
    }
    return key.toBuilder().setState(KeyState.KEY_STATE_ACTIVE).build();
  }

  private ApiKey revoked(ApiKey key) {
    if (key.getState() == KeyState.KEY_STATE_REVOKED) {
      return key;
    }
    return key.toBuilder().setState(KeyState.KEY_STATE_REVOKED).setRevokeTime(now()).build();
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

  private static boolean sees(Principal caller, String projectId) {
    return caller.project().map(projectId::equals).orElse(true);
  }

  private Timestamp now() {
    Instant now = clock.instant();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<CompletionStage<T>> call) {
    try {
      Answers.complete(call.get(), observer);
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }
}
