/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.concurrent.CompletionStage;

/** Tells what projects may send. Asked once for each batch when it is received. Thread-safe. */
@FunctionalInterface
public interface ProjectQuotas {

  /**
   * The quota of a project. Fails with a {@link io.grpc.StatusRuntimeException} when the project
   * takes nothing at all: a stream that was opened before it was told so must end too.
   */
  CompletionStage<Quota> of(String project);
}
