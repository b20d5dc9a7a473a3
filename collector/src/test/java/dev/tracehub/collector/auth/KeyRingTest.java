/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.collector.auth.ProjectServer.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.ListKeysRequest;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.Role;
import dev.tracehub.v1.RotateKeyRequest;
import dev.tracehub.v1.RotateKeyResponse;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

  private final AuthFixture fixture = new AuthFixture();
  private final ProjectServer server = new ProjectServer(fixture);
  private final KeyAuthenticator authenticator = fixture.withAdminKey();

  @BeforeEach
  void create() {
    var unused =
        server
            .admin()
            .createProject(CreateProjectRequest.newBuilder().setProjectId("shop").build());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void rotatedKey_isGoodUntilTheGivenTime() {
    CreateKeyResponse old = createKey(request -> request.addScopes(KeyScope.KEY_SCOPE_READ));
    Instant end = fixture.clock.instant().plus(Duration.ofHours(2));

    RotateKeyResponse rotated =
        rotate(old, r -> r.setOldExpireTime(Timestamps.fromMillis(end.toEpochMilli())));

    assertThat(rotated.getKey().getScopesList()).containsExactly(KeyScope.KEY_SCOPE_READ);
    assertThat(rotated.getKey().getDescription()).isEqualTo("of the test");
    assertThat(rotated.getKey().hasExpireTime()).isFalse();
    assertThat(rotated.getOldKey().getSuccessorKeyId()).isEqualTo(rotated.getKey().getKeyId());
    letIn(rotated.getSecret(), KeyScope.KEY_SCOPE_READ);
    letIn(old.getSecret(), KeyScope.KEY_SCOPE_READ);
    fixture.clock.advance(Duration.ofHours(2).minusMillis(1));
    letIn(old.getSecret(), KeyScope.KEY_SCOPE_READ);
    fixture.clock.advance(Duration.ofMillis(1));
    notLetIn(old.getSecret(), KeyScope.KEY_SCOPE_READ, "is expired");
    letIn(rotated.getSecret(), KeyScope.KEY_SCOPE_READ);
  }

  @Test
  void rotatedKey_lastsADayUnlessItEndsSooner() {
    CreateKeyResponse old = createKey(request -> request.addScopes(KeyScope.KEY_SCOPE_READ));
    Instant soon = fixture.clock.instant().plus(Duration.ofMinutes(5));
    CreateKeyResponse ending =
        createKey(
            request ->
                request
                    .addScopes(KeyScope.KEY_SCOPE_READ)
                    .setExpireTime(Timestamps.fromMillis(soon.toEpochMilli())));

    assertThat(Timestamps.toMillis(rotate(old, r -> r).getOldKey().getExpireTime()))
        .isEqualTo(fixture.clock.instant().plus(KeyRing.OVERLAP).toEpochMilli());
    assertThat(Timestamps.toMillis(rotate(ending, r -> r).getOldKey().getExpireTime()))
        .isEqualTo(soon.toEpochMilli());
  }

  @Test
  void rotatingTwice_isRefusedUntilTheSuccessorIsRevoked() {
    CreateKeyResponse old = createKey(request -> request.addScopes(KeyScope.KEY_SCOPE_READ));
    RotateKeyResponse first = rotate(old, r -> r);

    refused(() -> rotate(old, r -> r), Status.Code.FAILED_PRECONDITION, "KEY_ROTATED");
    assertThat(keys()).hasSize(2);
    revoke(first.getKey().getKeyId());

    RotateKeyResponse second = rotate(old, r -> r);
    letIn(second.getSecret(), KeyScope.KEY_SCOPE_READ);
  }

  @Test
  void rotatingAnEndedKey_isRefused() {
    CreateKeyResponse old = createKey(request -> request.addScopes(KeyScope.KEY_SCOPE_READ));
    revoke(old.getKey().getKeyId());

    refused(() -> rotate(old, r -> r), Status.Code.FAILED_PRECONDITION, "KEY_ENDED");
    refused(
        () ->
            server
                .admin()
                .rotateKey(
                    RotateKeyRequest.newBuilder().setProjectId("shop").setKeyId("none").build()),
        Status.Code.NOT_FOUND,
        "KEY_NOT_FOUND");
    assertThat(keys()).hasSize(1);
  }

  @Test
  void oldExpireTime_inThePast_isRefused() {
    CreateKeyResponse old = createKey(request -> request.addScopes(KeyScope.KEY_SCOPE_READ));

    assertThatThrownBy(() -> rotate(old, r -> r.setOldExpireTime(Timestamps.fromSeconds(1))))
        .hasMessageContaining("old_expire_time: 1970-01-01T00:00:01Z (expected: after");
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE_VIEWER, KEY_SCOPE_READ",
    "ROLE_EDITOR, KEY_SCOPE_READ KEY_SCOPE_INGEST KEY_SCOPE_DECIDE",
    "ROLE_ADMIN, KEY_SCOPE_READ KEY_SCOPE_INGEST KEY_SCOPE_DECIDE KEY_SCOPE_ADMIN"
  })
  void role_standsForItsScopes(Role role, String scopes) {
    CreateKeyResponse key = createKey(request -> request.setRole(role));

    assertThat(key.getKey().getRole()).isEqualTo(role);
    for (KeyScope scope :
        List.of(
            KeyScope.KEY_SCOPE_READ,
            KeyScope.KEY_SCOPE_INGEST,
            KeyScope.KEY_SCOPE_DECIDE,
            KeyScope.KEY_SCOPE_ADMIN)) {
      if (List.of(scopes.split(" ")).contains(scope.name())) {
        letIn(key.getSecret(), scope);
      } else {
        notLetIn(key.getSecret(), scope, "the call needs the scope");
      }
    }
  }

  @Test
  void roleAndScopes_addUp() {
    CreateKeyResponse key =
        createKey(r -> r.setRole(Role.ROLE_VIEWER).addScopes(KeyScope.KEY_SCOPE_DECIDE));

    letIn(key.getSecret(), KeyScope.KEY_SCOPE_READ);
    letIn(key.getSecret(), KeyScope.KEY_SCOPE_DECIDE);
    notLetIn(key.getSecret(), KeyScope.KEY_SCOPE_INGEST, "the key has read, decide");
    assertThat(rotate(key, r -> r).getKey().getRole()).isEqualTo(Role.ROLE_VIEWER);
  }

  @Test
  void keyOfNeitherRoleNorScope_isRefused() {
    assertThatThrownBy(() -> createKey(request -> request))
        .hasMessageContaining("scopes: missing (expected: at least one scope, or a role)");
    assertThatThrownBy(() -> createKey(request -> request.setRoleValue(9)))
        .hasMessageContaining("role: 9 (expected: ROLE_VIEWER, ROLE_EDITOR or ROLE_ADMIN)");
  }

  private CreateKeyResponse createKey(UnaryOperator<CreateKeyRequest.Builder> change) {
    return server
        .admin()
        .createKey(
            change
                .apply(
                    CreateKeyRequest.newBuilder()
                        .setProjectId("shop")
                        .setDescription("of the test"))
                .build());
  }

  private RotateKeyResponse rotate(
      CreateKeyResponse old, UnaryOperator<RotateKeyRequest.Builder> change) {
    return server
        .admin()
        .rotateKey(
            change
                .apply(
                    RotateKeyRequest.newBuilder()
                        .setProjectId("shop")
                        .setKeyId(old.getKey().getKeyId()))
                .build());
  }

  private void revoke(String keyId) {
    var unused =
        server
            .admin()
            .revokeKey(RevokeKeyRequest.newBuilder().setProjectId("shop").setKeyId(keyId).build());
  }

  private List<ApiKey> keys() {
    return server
        .admin()
        .listKeys(ListKeysRequest.newBuilder().setProjectId("shop").build())
        .getKeysList();
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
}
