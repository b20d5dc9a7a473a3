/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells callers by the keys of a {@link ProjectRegistry}, by the admin key of the configuration
 * and, if the settings say so, by being on this machine. Thread-safe.
 */
public final class KeyAuthenticator implements Authenticator {

  private static final Set<KeyScope> ALL_SCOPES =
      Set.of(
          KeyScope.KEY_SCOPE_INGEST,
          KeyScope.KEY_SCOPE_READ,
          KeyScope.KEY_SCOPE_DECIDE,
          KeyScope.KEY_SCOPE_ADMIN);
  private static final String ADMIN_ID = "admin";
  private static final Principal LOCAL =
      new Principal(Optional.of(AuthSettings.DEFAULT_PROJECT), ALL_SCOPES, "");

  private final ProjectRegistry registry;
  private final InstantSource clock;
  private final Optional<ByteString> adminDigest;
  private final boolean openOnLoopback;

  public KeyAuthenticator(ProjectRegistry registry, AuthSettings settings, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.adminDigest = settings.adminKey().map(KeySecret::digest);
    this.openOnLoopback = settings.openOnLoopback();
  }

  @Override
  public CompletionStage<Principal> authenticate(Credentials credentials, KeyScope needed) {
    try {
      Optional<String> key = PresentedKey.of(credentials);
      if (key.isEmpty()) {
        return openProject(confined(local(credentials), credentials, needed), needed);
      }
      if (isAdminKey(key.get())) {
        return admin(credentials, needed);
      }
      KeySecret secret = KeySecret.parse(key.get()).orElseThrow(Refusals::noKey);
      return registry
          .findKey(secret.keyId())
          .thenApply(found -> confined(holder(found, secret), credentials, needed))
          .thenCompose(caller -> admitted(caller, needed));
    } catch (StatusRuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private Principal local(Credentials credentials) {
    if (openOnLoopback && credentials.loopback()) {
      return LOCAL;
    }
    throw Refusals.noCredentials();
  }

  /** A key without its project is what a purge that was cut off leaves behind. */
  private CompletionStage<Principal> admitted(Principal caller, KeyScope needed) {
    return registry
        .findProject(caller.project().orElseThrow())
        .thenApply(found -> found.orElseThrow(Refusals::noSuchProject))
        .thenApply(found -> ProjectStates.admitting(found, needed))
        .thenApply(found -> caller);
  }

  /** Spans of this machine are taken before its project was created, and without the store. */
  private CompletionStage<Principal> openProject(Principal caller, KeyScope needed) {
    return registry
        .findProject(AuthSettings.DEFAULT_PROJECT)
        .exceptionally(failure -> Optional.empty())
        .thenApply(found -> found.map(project -> ProjectStates.admitting(project, needed)))
        .thenApply(found -> caller);
  }

  private boolean isAdminKey(String key) {
    return adminDigest.isPresent()
        && KeySecret.sameDigest(adminDigest.get(), KeySecret.digest(key));
  }

  private CompletionStage<Principal> admin(Credentials credentials, KeyScope needed) {
    if (needed == KeyScope.KEY_SCOPE_ADMIN) {
      return CompletableFuture.completedStage(
          new Principal(Optional.empty(), ALL_SCOPES, ADMIN_ID));
    }
    String project = credentials.project().orElseThrow(Refusals::noProject);
    if (!ProjectIds.isValid(project)) {
      throw Refusals.noSuchProject();
    }
    return registry
        .findProject(project)
        .thenApply(found -> found.orElseThrow(Refusals::noSuchProject))
        .thenApply(found -> ProjectStates.admitting(found, needed))
        .thenApply(found -> new Principal(Optional.of(project), ALL_SCOPES, ADMIN_ID));
  }

  /** One answer for "no such id" and "wrong secret", so that ids cannot be tried out. */
  private Principal holder(Optional<StoredKey> found, KeySecret secret) {
    StoredKey stored =
        found
            .filter(key -> KeySecret.sameDigest(key.digest(), KeySecret.digest(secret.text())))
            .orElseThrow(Refusals::unknownKey);
    ApiKey key = stored.key();
    if (key.getState() == KeyState.KEY_STATE_REVOKED) {
      throw Refusals.revokedKey(key.getKeyId());
    }
    if (key.getState() != KeyState.KEY_STATE_ACTIVE) {
      throw Refusals.inactiveKey(key.getKeyId());
    }
    if (key.hasExpireTime() && Timestamps.toMillis(key.getExpireTime()) <= clock.millis()) {
      throw Refusals.expiredKey(key.getKeyId());
    }
    return new Principal(Optional.of(key.getProjectId()), Roles.scopes(key), key.getKeyId());
  }

  private static Principal confined(Principal caller, Credentials credentials, KeyScope needed) {
    if (credentials.project().isPresent() && !credentials.project().equals(caller.project())) {
      throw Refusals.otherProject();
    }
    if (!caller.may(needed)) {
      throw Refusals.scopeMissing(caller, needed);
    }
    return caller;
  }
}
