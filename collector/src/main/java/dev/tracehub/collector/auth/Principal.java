/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.KeyScope;
import io.grpc.Context;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls.
 *
 * @param project the project that every call is confined to; empty for the admin key of the
 *     configuration, which belongs to none
 * @param scopes what the caller may do; ADMIN includes the others
 * @param keyId the public id of the key; empty when the collector is open on loopback
 */
public record Principal(Optional<String> project, Set<KeyScope> scopes, String keyId) {

  /**
   * The caller of the current gRPC call; set by the authentication interceptor for every method.
   */
  public static final Context.Key<Principal> CURRENT = Context.key("tracehub-principal");

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the caller may do this. */
  public boolean may(KeyScope scope) {
    return scopes.contains(scope) || scopes.contains(KeyScope.KEY_SCOPE_ADMIN);
  }
}
