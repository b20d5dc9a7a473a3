/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.collector.errors.Failures;
import java.util.regex.Pattern;

/** The form of a project's id. */
final class ProjectIds {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final int MAX_SHOWN = 100;

  private ProjectIds() {}

  static boolean isValid(String id) {
    return FORM.matcher(id).matches();
  }

  static void require(String field, String id) {
    if (id.isEmpty()) {
      throw Failures.invalid(field, "REQUIRED", "missing (expected: a project's id)");
    }
    if (!isValid(id)) {
      throw Failures.invalid(
          field,
          "INVALID_ID",
          "\"%s\" (expected: 1 to 64 of a-z, 0-9 and '-', beginning with a letter)"
              .formatted(shown(id)));
    }
  }

  private static String shown(String id) {
    return id.length() <= MAX_SHOWN ? id : id.substring(0, MAX_SHOWN) + "…";
  }
}
