/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.collector.auth.AuthFixture.ADMIN_KEY;
import static dev.tracehub.collector.auth.AuthFixture.authorization;
import static dev.tracehub.collector.auth.AuthFixture.bearer;
import static dev.tracehub.collector.auth.AuthFixture.forProject;
import static dev.tracehub.collector.auth.AuthFixture.none;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_ADMIN;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_DECIDE;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_INGEST;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAuthenticatorTest {

  private final AuthFixture fixture = new AuthFixture();
  private final KeyAuthenticator authenticator = fixture.withAdminKey();

  @BeforeEach
  void createProjects() {
    fixture.project("one");
    fixture.project("two");
  }

  @Test
  void key_names_itsProject() {
    String key = fixture.key("one", KEY_SCOPE_INGEST);

    Principal caller = authenticate(bearer(key), KEY_SCOPE_INGEST);

    assertThat(caller.project()).contains("one");
    assertThat(caller.scopes()).containsExactly(KEY_SCOPE_INGEST);
    assertThat(caller.keyId()).isEqualTo(AuthFixture.keyId(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s  "})
  void bearer_isRead(String form) {
    String key = fixture.key("one", KEY_SCOPE_READ);

    assertThat(authenticate(authorization(form.formatted(key)), KEY_SCOPE_READ).project())
        .contains("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anyone:%s", ":%s", "%s"})
  void basic_takesThePasswordAsTheKey(String form) {
    String key = fixture.key("one", KEY_SCOPE_READ);
    String pair = form.formatted(key);
    String header =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    assertThat(authenticate(authorization(header), KEY_SCOPE_READ).project()).contains("one");
  }

  @Test
  void apiKey_winsOverAuthorization() {
    String key = fixture.key("one", KEY_SCOPE_READ);
    Credentials both =
        new Credentials(
            Optional.of("Basic cHJveHk6cHJveHk="), Optional.of(key), Optional.empty(), false);

    assertThat(authenticate(both, KEY_SCOPE_READ).project()).contains("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Digest abc",
        "Basic %%%",
        "Basic",
        "justakey",
        "Basic Og=="
      })
  void authorization_malformed_isRefused(String header) {
    refused(
        authorization(header),
        KEY_SCOPE_READ,
        Status.Code.UNAUTHENTICATED,
        "CREDENTIALS_MALFORMED");
  }

  @Test
  void nothing_isRefused() {
    refused(none(true), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "CREDENTIALS_MISSING");
    refused(none(false), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "CREDENTIALS_MISSING");
  }

  @Test
  void junk_isRefusedWithoutAskingTheStore() {
    String key = fixture.key("one", KEY_SCOPE_READ);
    int before = fixture.records.reads();

    refused(
        bearer("th_read_" + "0".repeat(42)),
        KEY_SCOPE_READ,
        Status.Code.UNAUTHENTICATED,
        "KEY_MALFORMED");
    refused(bearer(key + "x"), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_MALFORMED");
    refused(bearer("sk-lf-1234"), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_MALFORMED");

    assertThat(fixture.records.reads()).isEqualTo(before);
  }

  @Test
  void unknownKey_isRefused() {
    String elsewhere = new AuthFixture().key("one", KEY_SCOPE_READ);

    refused(bearer(elsewhere), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_UNKNOWN");
  }

  @Test
  void wrongSecretOfAKnownId_isRefusedAsUnknown() {
    KeySecret known = KeySecret.parse(fixture.key("one", KEY_SCOPE_READ)).orElseThrow();
    Random digits = new Random(1);
    KeySecret other = KeySecret.generate(List.of(KEY_SCOPE_READ), digits);
    fixture.key("one", key -> key.setKeyId(other.keyId()), KEY_SCOPE_READ);

    assertThat(known.keyId()).isNotEqualTo(other.keyId());
    refused(bearer(other.text()), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_UNKNOWN");
  }

  @Test
  void inactiveKey_isRefused() {
    String key = fixture.key("one", k -> k.setState(KeyState.KEY_STATE_INACTIVE), KEY_SCOPE_READ);

    refused(bearer(key), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_INACTIVE");
  }

  @Test
  void revokedKey_isRefused() {
    String key = fixture.key("one", k -> k.setState(KeyState.KEY_STATE_REVOKED), KEY_SCOPE_READ);

    refused(bearer(key), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_REVOKED");
  }

  @Test
  void expiredKey_isRefusedFromTheInstantOn() {
    long end = fixture.clock.millis() + 1000;
    String key =
        fixture.key("one", k -> k.setExpireTime(Timestamps.fromMillis(end)), KEY_SCOPE_READ);

    fixture.clock.advance(Duration.ofMillis(999));
    assertThat(authenticate(bearer(key), KEY_SCOPE_READ).project()).contains("one");
    fixture.clock.advance(Duration.ofMillis(1));
    refused(bearer(key), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_EXPIRED");
  }

  @Test
  void scopes_areNotMixedUp() {
    String ingest = fixture.key("one", KEY_SCOPE_INGEST);
    String read = fixture.key("one", KEY_SCOPE_READ);
    String both = fixture.key("one", KEY_SCOPE_INGEST, KEY_SCOPE_READ);

    refused(bearer(ingest), KEY_SCOPE_READ, Status.Code.PERMISSION_DENIED, "SCOPE_MISSING");
    refused(bearer(read), KEY_SCOPE_INGEST, Status.Code.PERMISSION_DENIED, "SCOPE_MISSING");
    refused(bearer(both), KEY_SCOPE_ADMIN, Status.Code.PERMISSION_DENIED, "SCOPE_MISSING");
    authenticate(bearer(both), KEY_SCOPE_INGEST);
    authenticate(bearer(both), KEY_SCOPE_READ);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyScope.class,
      names = {"KEY_SCOPE_INGEST", "KEY_SCOPE_READ", "KEY_SCOPE_DECIDE", "KEY_SCOPE_ADMIN"})
  void projectsAdminKey_mayDoAllInItsProject(KeyScope scope) {
    String key = fixture.key("one", KEY_SCOPE_ADMIN);

    assertThat(authenticate(bearer(key), scope).project()).contains("one");
  }

  @Test
  void projectHeader_mustAgreeWithTheKey() {
    String key = fixture.key("one", KEY_SCOPE_READ);

    assertThat(authenticate(forProject(key, "one"), KEY_SCOPE_READ).project()).contains("one");
    refused(
        forProject(key, "two"), KEY_SCOPE_READ, Status.Code.PERMISSION_DENIED, "PROJECT_MISMATCH");
  }

  @Test
  void adminKey_belongsToNoProject() {
    assertThat(authenticate(bearer(ADMIN_KEY), KEY_SCOPE_ADMIN).project()).isEmpty();
  }

  @Test
  void adminKey_namesAProjectToReadAndIngest() {
    assertThat(authenticate(forProject(ADMIN_KEY, "two"), KEY_SCOPE_READ).project())
        .contains("two");
    refused(bearer(ADMIN_KEY), KEY_SCOPE_INGEST, Status.Code.INVALID_ARGUMENT, "PROJECT_REQUIRED");
    refused(
        forProject(ADMIN_KEY, "none"),
        KEY_SCOPE_DECIDE,
        Status.Code.NOT_FOUND,
        "PROJECT_NOT_FOUND");
    refused(
        forProject(ADMIN_KEY, "../x"), KEY_SCOPE_READ, Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
  }

  @Test
  void adminKey_isNotGuessedByItsBeginning() {
    refused(
        bearer(ADMIN_KEY.substring(1)),
        KEY_SCOPE_ADMIN,
        Status.Code.UNAUTHENTICATED,
        "KEY_MALFORMED");
    refused(bearer(ADMIN_KEY + "x"), KEY_SCOPE_ADMIN, Status.Code.UNAUTHENTICATED, "KEY_MALFORMED");
  }

  @Test
  void open_letsThisMachineInAsTheDefaultProject() {
    Principal caller =
        fixture.open().authenticate(none(true), KEY_SCOPE_ADMIN).toCompletableFuture().join();

    assertThat(caller.project()).contains("default");
    assertThat(caller.may(KEY_SCOPE_INGEST)).isTrue();
  }

  @Test
  void open_isClosedForOthersAndForWrongKeys() {
    KeyAuthenticator open = fixture.open();

    refused(open, none(false), KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "CREDENTIALS_MISSING");
    Credentials wrong =
        new Credentials(Optional.of("Bearer nonsense"), Optional.empty(), Optional.empty(), true);
    refused(open, wrong, KEY_SCOPE_READ, Status.Code.UNAUTHENTICATED, "KEY_MALFORMED");
  }

  @Test
  void settings_refuseAShortAdminKey() {
    assertThatThrownBy(() -> AuthSettings.withAdminKey("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("adminKey: 5 characters (expected: >= 16)");
  }

  @Test
  void storeDown_refusesUnknownKeysAsUnavailable() {
    String key = fixture.key("one", KEY_SCOPE_READ);
    AuthFixture restarted = new AuthFixture();
    restarted.records.down(true);

    refused(
        restarted.open(),
        bearer(key),
        KEY_SCOPE_READ,
        Status.Code.UNAVAILABLE,
        "STORE_UNAVAILABLE");
  }

  private Principal authenticate(Credentials credentials, KeyScope needed) {
    return authenticator.authenticate(credentials, needed).toCompletableFuture().join();
  }

  private void refused(Credentials credentials, KeyScope needed, Status.Code code, String reason) {
    refused(authenticator, credentials, needed, code, reason);
  }

  private static void refused(
      KeyAuthenticator authenticator,
      Credentials credentials,
      KeyScope needed,
      Status.Code code,
      String reason) {
    StatusRuntimeException failure =
        authenticator
            .authenticate(credentials, needed)
            .<StatusRuntimeException>handle(
                (caller, error) -> error == null ? null : Answers.failure(error))
            .toCompletableFuture()
            .join();
    assertThat(failure).as(reason).isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    assertThat(reason(failure)).isEqualTo(reason);
    credentials
        .authorization()
        .filter(header -> header.length() > 20)
        .ifPresent(header -> assertThat(failure).hasMessageNotContaining(header.substring(10)));
  }

  private static String reason(StatusRuntimeException failure) {
    try {
      return StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
