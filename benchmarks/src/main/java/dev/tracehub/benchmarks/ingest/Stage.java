/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.collector.ingest.IngestStage;

/** How far a batch goes; each stage adds one thing to the one before. */
enum Stage {
  RECEIVE("receive", IngestStage.RECEIVE, Sink.NONE),
  WALK("+ walk", IngestStage.WALK, Sink.NONE),
  MASK("+ masking prefilter", IngestStage.MASK, Sink.NONE),
  DEDUPLICATE("+ duplicate detection", IngestStage.DEDUPLICATE, Sink.NONE),
  JOURNAL("+ journal, fsync", IngestStage.JOURNAL, Sink.NONE),
  DRAIN("+ drain, null store", IngestStage.JOURNAL, Sink.NULL),
  MEMORY("+ memory store", IngestStage.JOURNAL, Sink.MEMORY);

  /** Where the drain leads. */
  enum Sink {
    NONE,
    NULL,
    MEMORY
  }

  private final String label;
  private final IngestStage last;
  private final Sink sink;

  Stage(String label, IngestStage last, Sink sink) {
    this.label = label;
    this.last = last;
    this.sink = sink;
  }

  String label() {
    return label;
  }

  IngestStage last() {
    return last;
  }

  Sink sink() {
    return sink;
  }
}
