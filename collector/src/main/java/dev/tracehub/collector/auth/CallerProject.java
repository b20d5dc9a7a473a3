/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import java.util.Optional;

/** Which project a call of the control plane is about. */
public final class CallerProject {

  private CallerProject() {}

  /**
   * The project to look at: the caller's own, or for the admin key of the configuration the one
   * asked for, all when none was.
   *
   * @param asked the request's {@code project_id}
   * @throws io.grpc.StatusRuntimeException NOT_FOUND when it is another's
   */
  public static Optional<String> confined(String asked) {
    Optional<String> own = Principal.CURRENT.get().project();
    if (own.isEmpty() || asked.isEmpty() || own.get().equals(asked)) {
      return own.isPresent() ? own : Optional.of(asked).filter(project -> !project.isEmpty());
    }
    throw Failures.failure(
        Code.NOT_FOUND, "PROJECT_NOT_FOUND", "project_id: \"" + asked + "\" does not exist");
  }

  /**
   * As {@link #confined}, for calls that are about one project.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when none was named
   */
  public static String one(String asked) {
    return confined(asked)
        .orElseThrow(
            () ->
                Failures.invalid(
                    "project_id",
                    "MISSING_FIELD",
                    "empty (expected: a project, as the admin key belongs to none)"));
  }
}
