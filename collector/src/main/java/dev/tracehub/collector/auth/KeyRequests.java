/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.masking.InvalidPolicyException;
import dev.tracehub.collector.masking.MaskingRules;
import dev.tracehub.collector.sampling.InvalidSamplingException;
import dev.tracehub.collector.sampling.SamplingRules;
import dev.tracehub.storage.Retention;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Role;
import dev.tracehub.v1.RotateKeyRequest;
import dev.tracehub.v1.TailSampling;
import dev.tracehub.v1.UpdateProjectRequest;
import java.util.List;

/** Checks what callers of ProjectService send. Throws INVALID_ARGUMENT with the field. */
final class KeyRequests {

  static final int MAX_DISPLAY_NAME = 200;
  static final int MAX_DESCRIPTION = 1000;
  static final int MAX_PAGE_SIZE = 1000;
  static final int DEFAULT_PAGE_SIZE = 50;

  private KeyRequests() {}

  static void check(CreateProjectRequest request) {
    ProjectIds.require("project_id", request.getProjectId());
    requireLength("display_name", request.getDisplayName(), MAX_DISPLAY_NAME);
    requireRetention(request.getRetentionDays());
    requireMasking(request.getMasking());
  }

  static void check(UpdateProjectRequest request) {
    ProjectIds.require("project_id", request.getProjectId());
    requireLength("display_name", request.getDisplayName(), MAX_DISPLAY_NAME);
    requireRetention(request.getRetentionDays());
    requireQuota("max_spans_per_second", request.getMaxSpansPerSecond());
    requireQuota("max_bytes_per_day", request.getMaxBytesPerDay());
    requireMasking(request.getMasking());
    if (request.hasTailSampling()) {
      requireSampling(request.getTailSampling());
    }
  }

  private static void requireSampling(TailSampling sampling) {
    try {
      SamplingRules.of(sampling);
    } catch (InvalidSamplingException e) {
      throw Failures.invalid("tail_sampling." + e.field(), "INVALID_SAMPLING", e.description());
    }
  }

  private static void requireQuota(String field, long value) {
    if (value < 0) {
      throw Failures.invalid(field, "OUT_OF_RANGE", value + " (expected: 0, for none, or more)");
    }
  }

  static void check(CreateKeyRequest request, long nowMillis) {
    ProjectIds.require("project_id", request.getProjectId());
    requireLength("description", request.getDescription(), MAX_DESCRIPTION);
    checkScopes(request);
    if (request.hasExpireTime()) {
      checkExpiry("expire_time", request.getExpireTime(), nowMillis);
    }
  }

  static void check(RotateKeyRequest request, long nowMillis) {
    requireKeyId(request.getKeyId());
    if (request.hasOldExpireTime()) {
      checkExpiry("old_expire_time", request.getOldExpireTime(), nowMillis);
    }
    if (request.hasExpireTime()) {
      checkExpiry("expire_time", request.getExpireTime(), nowMillis);
    }
  }

  static void requireKeyId(String keyId) {
    if (keyId.isEmpty()) {
      throw Failures.invalid("key_id", "REQUIRED", "missing (expected: a key's id)");
    }
  }

  /** The scopes without repeats, in the order of the enum. */
  static List<KeyScope> scopes(CreateKeyRequest request) {
    return request.getScopesList().stream().distinct().sorted().toList();
  }

  static int pageSize(int asked) {
    if (asked < 0 || asked > MAX_PAGE_SIZE) {
      throw Failures.invalid(
          "page_size", "OUT_OF_RANGE", asked + " (expected: 0 to " + MAX_PAGE_SIZE + ")");
    }
    return asked == 0 ? DEFAULT_PAGE_SIZE : asked;
  }

  private static void checkScopes(CreateKeyRequest request) {
    if (request.getRole() == Role.UNRECOGNIZED) {
      throw Failures.invalid(
          "role",
          "INVALID_ROLE",
          request.getRoleValue() + " (expected: ROLE_VIEWER, ROLE_EDITOR or ROLE_ADMIN)");
    }
    if (request.getScopesCount() == 0 && request.getRole() == Role.ROLE_UNSPECIFIED) {
      throw Failures.invalid(
          "scopes", "REQUIRED", "missing (expected: at least one scope, or a role)");
    }
    for (int i = 0; i < request.getScopesCount(); i++) {
      KeyScope scope = request.getScopes(i);
      if (scope == KeyScope.KEY_SCOPE_UNSPECIFIED || scope == KeyScope.UNRECOGNIZED) {
        throw Failures.invalid(
            "scopes[" + i + "]",
            "INVALID_SCOPE",
            request.getScopesValue(i)
                + " (expected: KEY_SCOPE_INGEST, KEY_SCOPE_READ, KEY_SCOPE_DECIDE or"
                + " KEY_SCOPE_ADMIN)");
      }
    }
  }

  private static void checkExpiry(String field, Timestamp expiry, long nowMillis) {
    if (!Timestamps.isValid(expiry)) {
      throw Failures.invalid(
          field,
          "INVALID_TIME",
          "%d s %d ns (expected: a time of the years 1 to 9999)"
              .formatted(expiry.getSeconds(), expiry.getNanos()));
    }
    if (Timestamps.toMillis(expiry) <= nowMillis) {
      throw Failures.invalid(
          field,
          "TIME_IN_THE_PAST",
          Timestamps.toString(expiry)
              + " (expected: after "
              + Timestamps.toString(Timestamps.fromMillis(nowMillis))
              + ")");
    }
  }

  private static void requireRetention(int days) {
    if (days != 0 && Retention.ofDays(days).isEmpty()) {
      throw Failures.invalid(
          "retention_days",
          "INVALID_RETENTION",
          days + " (expected: one of " + Retention.allDays() + ", or 0: as the server is set)");
    }
  }

  private static void requireMasking(MaskingPolicy policy) {
    try {
      MaskingRules.of(policy);
    } catch (InvalidPolicyException e) {
      throw Failures.invalid("masking." + e.field(), e.reason(), e.description());
    }
  }

  private static void requireLength(String field, String value, int most) {
    int length = value.codePointCount(0, value.length());
    if (length > most) {
      throw Failures.invalid(
          field, "TOO_LONG", length + " characters (expected: at most " + most + ")");
    }
  }
}
