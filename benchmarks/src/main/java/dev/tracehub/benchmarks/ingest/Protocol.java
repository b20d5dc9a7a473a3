/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

/** How batches travel. */
enum Protocol {
  /** {@code TraceService.StreamBatches}: batches in client streams. */
  OWN("tracehub"),
  /** OTLP over gRPC: one unary call a batch. */
  OTLP("otlp");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
