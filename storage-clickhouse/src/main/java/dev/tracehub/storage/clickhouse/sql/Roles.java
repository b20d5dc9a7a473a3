/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.v1.UsageRole;

/**
 * Usage roles as they are now: a change that came after the span counts. Changes are rare, so a
 * question first asks whether there are any among its spans; without one it costs no more than the
 * column, since ClickHouse leaves out the branch that is not taken before it reads.
 */
public final class Roles {

  private Roles() {}

  /** Whether a span of the scope has the role. */
  public static String has(UsageRole role, SpanScope scope) {
    String name = name(role);
    String stored = "s.usage_role = '" + name + "'";
    if (scope.table() == SpanTable.STARTED) {
      return "(" + stored + ")";
    }
    String changes = scope.fromChanges("role_changes");
    String ids = "(s.trace_id, s.span_id)";
    String changed = "SELECT c.trace_id, c.span_id" + changes;
    return "if((SELECT count()"
        + changes
        + ") = 0, "
        + stored
        + ", "
        + ids
        + " IN ("
        + changed
        + " GROUP BY c.trace_id, c.span_id HAVING argMax(c.role, c.version) = '"
        + name
        + "') OR "
        + stored
        + " AND "
        + ids
        + " NOT IN ("
        + changed
        + "))";
  }

  private static String name(UsageRole role) {
    return role.name().substring("USAGE_ROLE_".length());
  }
}
