/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.audit.Change;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.KeyState;
import dev.tracehub.v1.RotateKeyRequest;
import dev.tracehub.v1.RotateKeyResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes, replaces and ends the keys of projects that the caller may see. Thread-safe. */
final class KeyRing {

  /** How long a replaced key is still good for, unless the caller says. */
  static final Duration OVERLAP = Duration.ofHours(24);

  private final ProjectRegistry registry;
  private final InstantSource clock;
  private final RandomGenerator random;

  KeyRing(ProjectRegistry registry, InstantSource clock, RandomGenerator random) {
    this.registry = registry;
    this.clock = clock;
    this.random = random;
  }

  CompletionStage<CreateKeyResponse> create(CreateKeyRequest request, Change by) {
    ApiKey.Builder key =
        ApiKey.newBuilder()
            .setProjectId(request.getProjectId())
            .setDescription(request.getDescription())
            .addAllScopes(KeyRequests.scopes(request))
            .setRole(request.getRole())
            .setState(
                request.getInactive() ? KeyState.KEY_STATE_INACTIVE : KeyState.KEY_STATE_ACTIVE);
    if (request.hasExpireTime()) {
      key.setExpireTime(request.getExpireTime());
    }
    return create(key, by);
  }

  private CompletionStage<CreateKeyResponse> create(ApiKey.Builder key, Change by) {
    KeySecret secret = KeySecret.generate(Roles.sorted(key.getScopesList(), key.getRole()), random);
    key.setKeyId(secret.keyId()).setCreateTime(now());
    StoredKey stored = new StoredKey(key.build(), KeySecret.digest(secret.text()), 0);
    return registry
        .createKey(stored, by)
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

  /**
   * The new key is made first. When another caller replaced the old one meanwhile, or when that
   * failed, the new one is ended again: nobody has seen its secret.
   */
  CompletionStage<RotateKeyResponse> rotate(RotateKeyRequest request, Change by) {
    String project = request.getProjectId();
    return key(project, request.getKeyId())
        .thenCompose(
            old ->
                endedSuccessor(old)
                    .thenCompose(ended -> create(successor(usable(old, ended), request), by)))
        .thenCompose(
            created ->
                replace(request, created, by)
                    .handle((old, failure) -> outcome(project, created, old, failure, by))
                    .thenCompose(outcome -> outcome));
  }

  private CompletionStage<ApiKey> replace(
      RotateKeyRequest request, CreateKeyResponse created, Change by) {
    return key(request.getProjectId(), request.getKeyId())
        .thenCompose(this::endedSuccessor)
        .thenCompose(
            ended ->
                registry.changeKey(
                    request.getProjectId(),
                    request.getKeyId(),
                    old ->
                        usable(old, ended).toBuilder()
                            .setExpireTime(sooner(old, request))
                            .setSuccessorKeyId(created.getKey().getKeyId())
                            .build(),
                    by))
        .thenApply(changed -> changed.orElseThrow(Refusals::noSuchKey));
  }

  private CompletionStage<RotateKeyResponse> outcome(
      String project,
      CreateKeyResponse created,
      @Nullable ApiKey old,
      @Nullable Throwable failure,
      Change by) {
    if (old != null) {
      return CompletableFuture.completedStage(
          RotateKeyResponse.newBuilder()
              .setKey(created.getKey())
              .setSecret(created.getSecret())
              .setOldKey(old)
              .build());
    }
    Throwable cause = failure == null ? Refusals.noSuchKey() : failure;
    return registry
        .changeKey(project, created.getKey().getKeyId(), this::revoked, by)
        .handle((ended, ignored) -> CompletableFuture.<RotateKeyResponse>failedStage(cause))
        .thenCompose(failed -> failed);
  }

  /** The id of the key that replaced this one, if that has ended; else empty. */
  private CompletionStage<String> endedSuccessor(ApiKey key) {
    String successor = key.getSuccessorKeyId();
    if (successor.isEmpty()) {
      return CompletableFuture.completedStage("");
    }
    return registry
        .findKey(successor)
        .thenApply(
            found ->
                found
                    .map(StoredKey::key)
                    .filter(held -> held.getState() != KeyState.KEY_STATE_REVOKED)
                    .map(held -> "")
                    .orElse(successor));
  }

  /** The old key, if it may be replaced. */
  private ApiKey usable(ApiKey old, String endedSuccessor) {
    if (isEnded(old)) {
      throw Refusals.endedKey(old.getKeyId());
    }
    if (!old.getSuccessorKeyId().equals(endedSuccessor)) {
      throw Refusals.rotatedKey(old.getKeyId(), old.getSuccessorKeyId());
    }
    return old;
  }

  private static ApiKey.Builder successor(ApiKey old, RotateKeyRequest request) {
    ApiKey.Builder key =
        ApiKey.newBuilder()
            .setProjectId(old.getProjectId())
            .setDescription(old.getDescription())
            .addAllScopes(old.getScopesList())
            .setRole(old.getRole())
            .setState(KeyState.KEY_STATE_ACTIVE);
    if (request.hasExpireTime()) {
      key.setExpireTime(request.getExpireTime());
    }
    return key;
  }

  /** When the old key ends: it never lasts longer for being replaced. */
  private Timestamp sooner(ApiKey old, RotateKeyRequest request) {
    Timestamp asked =
        request.hasOldExpireTime()
            ? request.getOldExpireTime()
            : Times.timestamp(clock.instant().plus(OVERLAP));
    return old.hasExpireTime() && Timestamps.compare(old.getExpireTime(), asked) < 0
        ? old.getExpireTime()
        : asked;
  }

  CompletionStage<ApiKey> activate(String projectId, String keyId, Change by) {
    return registry
        .changeKey(projectId, keyId, this::activated, by)
        .thenApply(changed -> changed.orElseThrow(Refusals::noSuchKey));
  }

  CompletionStage<ApiKey> revoke(String projectId, String keyId, Change by) {
    return registry
        .changeKey(projectId, keyId, this::revoked, by)
        .thenApply(changed -> changed.orElseThrow(Refusals::noSuchKey));
  }

  private CompletionStage<ApiKey> key(String projectId, String keyId) {
    return registry
        .findKey(keyId)
        .thenApply(
            found ->
                found
                    .map(StoredKey::key)
                    .filter(key -> key.getProjectId().equals(projectId))
                    .orElseThrow(Refusals::noSuchKey));
  }

  private ApiKey activated(ApiKey key) {
    if (isEnded(key)) {
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

  private boolean isEnded(ApiKey key) {
    boolean expired = key.hasExpireTime() && Timestamps.compare(key.getExpireTime(), now()) <= 0;
    return expired || key.getState() == KeyState.KEY_STATE_REVOKED;
  }

  private Timestamp now() {
    return Times.timestamp(clock.instant());
  }
}
