/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells how the records of a project are masked. Asked once for each batch when it is received.
 * Thread-safe.
 */
@FunctionalInterface
public interface ProjectMasking {

  /** The masking of a project. Never fails. */
  CompletionStage<Masking> of(String project);

  /** The same masking for all projects. */
  static ProjectMasking same(Masking masking) {
    CompletionStage<Masking> one = CompletableFuture.completedStage(masking);
    return project -> one;
  }
}
