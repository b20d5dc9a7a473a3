/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.audit.Change;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import dev.tracehub.v1.Project;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A registry over a fake store and a fake clock, and ways to fill it. */
public final class AuthFixture {

  public static final String ADMIN_KEY = "the-admin-key-of-the-tests";

  public final FakeRecordStore records = new FakeRecordStore();
  public final FakeClock clock = new FakeClock();
  public final ProjectRegistry registry = new ProjectRegistry(records, Runnable::run, clock);

  /** Lets in the projects' keys and {@link #ADMIN_KEY}. */
  public KeyAuthenticator withAdminKey() {
    return new KeyAuthenticator(registry, AuthSettings.withAdminKey(ADMIN_KEY), clock);
  }

  /** Lets in the projects' keys and callers from this machine. */
  public KeyAuthenticator open() {
    return new KeyAuthenticator(registry, AuthSettings.open(), clock);
  }

  public void project(String id) {
    registry
        .createProject(
            Project.newBuilder()
                .setProjectId(id)
                .setCreateTime(Timestamps.fromMillis(clock.millis()))
                .build(),
            change())
        .toCompletableFuture()
        .join();
  }

  /** An active key of a project; returns the key as clients send it. */
  public String key(String project, KeyScope... scopes) {
    return key(project, UnaryOperator.identity(), scopes);
  }

  /** A key of a project with changes; returns the key as clients send it. */
  public String key(String project, UnaryOperator<ApiKey.Builder> change, KeyScope... scopes) {
    KeySecret secret = KeySecret.generate(List.of(scopes), new SecureRandom());
    ApiKey.Builder key =
        ApiKey.newBuilder()
            .setKeyId(secret.keyId())
            .setProjectId(project)
            .addAllScopes(List.of(scopes))
            .setState(KeyState.KEY_STATE_ACTIVE);
    StoredKey stored = new StoredKey(change.apply(key).build(), KeySecret.digest(secret.text()), 0);
    registry.createKey(stored, change()).toCompletableFuture().join();
    return secret.text();
  }

  /** Changes a key, which is given as clients send it. */
  public void change(String project, String key, UnaryOperator<ApiKey.Builder> change) {
    registry
        .changeKey(project, keyId(key), old -> change.apply(old.toBuilder()).build(), change())
        .toCompletableFuture()
        .join();
  }

  /** Deletes a project. */
  public void delete(String project) {
    var unused =
        new ProjectLifecycle(registry, Duration.ofDays(7), clock)
            .delete(project, change())
            .toCompletableFuture()
            .join();
  }

  /** The project as it is now. */
  public Optional<Project> find(String project) {
    return registry.findProject(project).toCompletableFuture().join();
  }

  /** Projects and keys over gRPC; what projects hold is nothing. */
  public ProjectGrpcService service() {
    return new ProjectGrpcService(
        registry,
        new ProjectLifecycle(registry, Duration.ofDays(7), clock),
        project -> CompletableFuture.completedStage(false),
        clock,
        new SecureRandom());
  }

  private Change change() {
    return new Change(Change.COLLECTOR, "Test", clock.instant());
  }

  static String keyId(String key) {
    return KeySecret.parse(key).orElseThrow().keyId();
  }

  static Credentials none(boolean loopback) {
    return new Credentials(Optional.empty(), Optional.empty(), Optional.empty(), loopback);
  }

  static Credentials bearer(String key) {
    return authorization("Bearer " + key);
  }

  static Credentials authorization(String header) {
    return new Credentials(Optional.of(header), Optional.empty(), Optional.empty(), false);
  }

  static Credentials forProject(String key, String project) {
    return new Credentials(
        Optional.of("Bearer " + key), Optional.empty(), Optional.of(project), false);
  }
}
