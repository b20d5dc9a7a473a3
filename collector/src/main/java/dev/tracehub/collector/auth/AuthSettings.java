/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import java.util.Optional;

/**
 * Who is let in.
 *
 * @param adminKey the key of the configuration, which sees all projects: at least {@value
 *     #MIN_ADMIN_KEY_LENGTH} characters. Empty: there is none
 * @param openOnLoopback whether callers from this machine without credentials are let in as the
 *     project {@value #DEFAULT_PROJECT} with all scopes
 */
public record AuthSettings(Optional<String> adminKey, boolean openOnLoopback) {

  /** The project of callers from this machine while the collector is open on loopback. */
  public static final String DEFAULT_PROJECT = "default";

  /** The fewest characters of the admin key. */
  public static final int MIN_ADMIN_KEY_LENGTH = 16;

  public AuthSettings {
    adminKey.ifPresent(AuthSettings::requireLength);
  }

  /** Nothing is configured: open on loopback, closed for everyone else without a project's key. */
  public static AuthSettings open() {
    return new AuthSettings(Optional.empty(), true);
  }

  /** The admin key and the projects' keys let in, nothing else. */
  public static AuthSettings withAdminKey(String adminKey) {
    return new AuthSettings(Optional.of(adminKey), false);
  }

  private static void requireLength(String adminKey) {
    if (adminKey.length() < MIN_ADMIN_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "adminKey: %d characters (expected: >= %d)"
              .formatted(adminKey.length(), MIN_ADMIN_KEY_LENGTH));
    }
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "AuthSettings[openOnLoopback=" + openOnLoopback + "]";
  }
}
