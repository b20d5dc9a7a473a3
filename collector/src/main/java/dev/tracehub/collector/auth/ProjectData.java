/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import java.util.concurrent.CompletionStage;

/** What a project holds. Thread-safe. */
@FunctionalInterface
public interface ProjectData {

  /**
   * Removes all of it: records, keys, dead letters. Completes with whether there was anything when
   * nobody finds any of it any more. Idempotent; one that failed is to be made again.
   */
  CompletionStage<Boolean> remove(String projectId);
}
