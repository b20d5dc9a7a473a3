/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What roles may do: the one place where a role is given its scopes. */
final class Roles {

  private Roles() {}

  /** The scopes of a role. */
  static Set<KeyScope> scopes(Role role) {
    return switch (role) {
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> Set.of();
      case ROLE_VIEWER -> Set.of(KeyScope.KEY_SCOPE_READ);
      case ROLE_EDITOR ->
          Set.of(KeyScope.KEY_SCOPE_READ, KeyScope.KEY_SCOPE_INGEST, KeyScope.KEY_SCOPE_DECIDE);
      case ROLE_ADMIN -> Set.of(KeyScope.KEY_SCOPE_ADMIN);
    };
  }

  /** All that a key may do, by its scopes and by its role. */
  static Set<KeyScope> scopes(ApiKey key) {
    return all(key.getScopesList(), key.getRole());
  }

  /** All that scopes and a role stand for, in the order of the enum. */
  static List<KeyScope> sorted(Collection<KeyScope> scopes, Role role) {
    return all(scopes, role).stream().sorted().toList();
  }

  private static Set<KeyScope> all(Collection<KeyScope> scopes, Role role) {
    return Stream.concat(scopes.stream(), scopes(role).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
