/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.v1.CostCorrections;
import java.util.concurrent.CompletionStage;

/** The way of corrections into the store: journalled, then drained in order. Thread-safe. */
public interface CorrectionLog {

  /** Names this log over restarts. */
  String id();

  /** Completes when everything that was logged up to now is in the store. */
  CompletionStage<Void> caughtUp();

  /** Logs corrections; completes when they are durable and in the store. */
  CompletionStage<Void> append(String project, CostCorrections corrections);
}
