/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.KeyScope;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The answers to callers who are not let in. None repeats what the caller sent as a key. */
final class Refusals {

  private Refusals() {}

  static StatusRuntimeException noCredentials() {
    return unauthenticated(
        "CREDENTIALS_MISSING",
        "no key (expected: header authorization: Bearer KEY, x-api-key: KEY, or Basic with the key"
            + " as the password)");
  }

  static StatusRuntimeException malformedCredentials() {
    return unauthenticated(
        "CREDENTIALS_MALFORMED",
        "authorization: cannot be read (expected: Bearer KEY, or Basic with the key as the"
            + " password)");
  }

  static StatusRuntimeException noKey() {
    return unauthenticated(
        "KEY_MALFORMED",
        "not a key of this collector (expected: th_SCOPE_ and 42 letters and digits whose checksum"
            + " holds)");
  }

  static StatusRuntimeException unknownKey() {
    return unauthenticated("KEY_UNKNOWN", "there is no such key");
  }

  static StatusRuntimeException inactiveKey(String keyId) {
    return unauthenticated("KEY_INACTIVE", "key " + keyId + " is not activated");
  }

  static StatusRuntimeException revokedKey(String keyId) {
    return unauthenticated("KEY_REVOKED", "key " + keyId + " is revoked");
  }

  static StatusRuntimeException expiredKey(String keyId) {
    return unauthenticated("KEY_EXPIRED", "key " + keyId + " is expired");
  }

  static StatusRuntimeException scopeMissing(Principal holder, KeyScope needed) {
    return Failures.failure(
        Code.PERMISSION_DENIED,
        "SCOPE_MISSING",
        "the call needs the scope %s; the key has %s"
            .formatted(word(needed), words(holder.scopes())));
  }

  static StatusRuntimeException otherProject() {
    return Failures.failure(
        Code.PERMISSION_DENIED,
        "PROJECT_MISMATCH",
        AuthInterceptor.PROJECT_HEADER + ": names another project than the key's");
  }

  static StatusRuntimeException noProject() {
    return Failures.invalid(
        AuthInterceptor.PROJECT_HEADER,
        "PROJECT_REQUIRED",
        "missing (expected: the project that the admin key means)");
  }

  static StatusRuntimeException noSuchProject() {
    return Failures.failure(Code.NOT_FOUND, "PROJECT_NOT_FOUND", "there is no such project");
  }

  static StatusRuntimeException noSuchKey() {
    return Failures.failure(Code.NOT_FOUND, "KEY_NOT_FOUND", "the project has no such key");
  }

  static StatusRuntimeException projectExists(String projectId) {
    return Failures.failure(
        Code.ALREADY_EXISTS, "PROJECT_EXISTS", "project " + projectId + " exists already");
  }

  static StatusRuntimeException adminKeyNeeded() {
    return Failures.failure(
        Code.PERMISSION_DENIED,
        "ADMIN_KEY_REQUIRED",
        "projects are created, activated, deleted and purged with the admin key of the"
            + " configuration");
  }

  static StatusRuntimeException inactiveProject(String projectId) {
    return Failures.failure(
        Code.PERMISSION_DENIED,
        "PROJECT_INACTIVE",
        "project " + projectId + " is inactive: it takes no data and answers no questions");
  }

  static StatusRuntimeException deletedProject(String projectId) {
    return Failures.failure(
        Code.PERMISSION_DENIED, "PROJECT_DELETED", "project " + projectId + " is deleted");
  }

  static StatusRuntimeException projectIsDeleted(String projectId) {
    return Failures.failure(
        Code.FAILED_PRECONDITION,
        "PROJECT_DELETED",
        "project " + projectId + " is deleted (expected: one that is not, or is restored)");
  }

  static StatusRuntimeException undeletedProject(String projectId) {
    return Failures.failure(
        Code.FAILED_PRECONDITION,
        "PROJECT_NOT_DELETED",
        "project " + projectId + " is not deleted (expected: a deleted one)");
  }

  static StatusRuntimeException purgedProject(String projectId) {
    return Failures.failure(
        Code.FAILED_PRECONDITION,
        "PROJECT_PURGED",
        "project " + projectId + " cannot be restored: its data is removed");
  }

  static StatusRuntimeException rotatedKey(String keyId, String successor) {
    return Failures.failure(
        Code.FAILED_PRECONDITION,
        "KEY_ROTATED",
        "key %s is replaced by %s already (expected: to rotate that one, or to revoke it first)"
            .formatted(keyId, successor));
  }

  static StatusRuntimeException endedKey(String keyId) {
    return Failures.failure(
        Code.FAILED_PRECONDITION,
        "KEY_ENDED",
        "key " + keyId + " is revoked or expired (expected: a key that may still be used)");
  }

  static StatusRuntimeException busyKey(String keyId) {
    return busy("key", keyId);
  }

  static StatusRuntimeException busy(String what, String id) {
    return Failures.failure(
        Code.ABORTED,
        what.equals("project") ? "PROJECT_BUSY" : "KEY_BUSY",
        what + " " + id + " is being changed by others; try again");
  }

  private static StatusRuntimeException unauthenticated(String reason, String message) {
    return Failures.failure(Code.UNAUTHENTICATED, reason, message);
  }

  private static String words(Collection<KeyScope> scopes) {
    return scopes.stream().sorted().map(Refusals::word).collect(Collectors.joining(", "));
  }

  private static String word(KeyScope scope) {
    return scope.name().replace("KEY_SCOPE_", "").toLowerCase(Locale.ROOT);
  }
}
