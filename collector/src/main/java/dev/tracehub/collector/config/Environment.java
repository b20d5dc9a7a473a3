/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import java.util.Set;

/** Variables that begin as settings do and are something else. */
final class Environment {

  /** Read by the launcher, the command line and the tests, not by the collector. */
  static final Set<String> NOT_SETTINGS =
      Set.of(
          "TRACEHUB_API_KEY",
          "TRACEHUB_BUF",
          "TRACEHUB_DEMO_TURNS",
          "TRACEHUB_ENDPOINT",
          "TRACEHUB_HOME",
          "TRACEHUB_JAVA_OPTS",
          "TRACEHUB_PROJECT",
          "TRACEHUB_TEST_CLICKHOUSE_URL",
          "TRACEHUB_TEST_SEED");

  private Environment() {}
}
