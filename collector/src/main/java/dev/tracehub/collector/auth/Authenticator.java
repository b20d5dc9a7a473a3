/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.KeyScope;
import java.util.concurrent.CompletionStage;

/** Tells who calls. Thread-safe; never blocks on the store that holds the keys. */
public interface Authenticator {

  /**
   * The caller who holds the credentials. A caller who needs the scope INGEST, READ or DECIDE
   * always comes with a project.
   *
   * <p>The stage is complete already when the key was seen lately. It fails with a {@link
   * io.grpc.StatusRuntimeException}: UNAUTHENTICATED when the credentials name nobody,
   * PERMISSION_DENIED when their holder may not do this, INVALID_ARGUMENT when they name no project
   * and have to, UNAVAILABLE when the store that holds the keys does not answer. No error repeats a
   * key.
   *
   * @param credentials what the call's headers carry
   * @param needed the scope that the call needs
   */
  CompletionStage<Principal> authenticate(Credentials credentials, KeyScope needed);
}
