/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.audit;

import java.time.Instant;

/**
 * Who changes something, how and when.
 *
 * @param actor the id of the caller's key, or one of the constants
 * @param action the call, such as {@code UpdateProject}
 * @param time when
 */
public record Change(String actor, String action, Instant time) {

  /** The admin key of the configuration. */
  public static final String ADMIN = "admin";

  /** A caller on this machine, while the collector is open to it. */
  public static final String LOCAL = "local";

  /** The collector itself, without being asked. */
  public static final String COLLECTOR = "collector";
}
