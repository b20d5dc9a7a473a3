/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.KeyScope;

/** Tells who calls. Thread-safe. */
public interface Authenticator {

  /**
   * The caller who holds the credentials.
   *
   * @param credentials what the call's headers carry
   * @param needed the scope that the call needs
   * @throws io.grpc.StatusRuntimeException UNAUTHENTICATED when the credentials name nobody,
   *     PERMISSION_DENIED when their holder may not do this
   */
  Principal authenticate(Credentials credentials, KeyScope needed);
}
