/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.IOException;

/** No ClickHouse can be had here. The message says what was tried and what to do. */
public final class EngineUnavailableException extends IOException {

  private static final long serialVersionUID = 1;

  EngineUnavailableException(String tried) {
    super(
        "no ClickHouse on this machine: "
            + tried
            + ". Install ClickHouse so that `clickhouse` is on the PATH, or let npm reach its"
            + " registry, or name a running server in "
            + TestClickHouse.URL_VARIABLE
            + " (tests) or --clickhouse-url (server).");
  }
}
