/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.rpc.Code;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.errors.Failures;

/** Whose data a call brings. */
final class Callers {

  private Callers() {}

  /**
   * The project of the caller of the current call.
   *
   * @throws io.grpc.StatusRuntimeException when nobody is known to call, or somebody without
   *     project
   */
  static String project() {
    Principal principal = Principal.CURRENT.get();
    if (principal == null) {
      throw Failures.failure(Code.UNAUTHENTICATED, "NO_CALLER", "the call names no caller");
    }
    return principal
        .project()
        .orElseThrow(
            () ->
                Failures.failure(
                    Code.PERMISSION_DENIED,
                    "NO_PROJECT",
                    "the key belongs to no project (expected: a key with the ingest scope of the"
                        + " project that the data is for)"));
  }
}
