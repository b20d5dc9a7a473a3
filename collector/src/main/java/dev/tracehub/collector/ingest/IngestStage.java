/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

/**
 * The stages of the ingest path in the order in which measurements add them up. A server always
 * runs all of them.
 */
public enum IngestStage {
  /** Take the bytes and answer. */
  RECEIVE,
  /** Also walk and validate. */
  WALK,
  /** Also look for secrets. */
  MASK,
  /** Also detect duplicates. */
  DEDUPLICATE,
  /** Also journal, and wait until that is durable: the whole path. */
  JOURNAL;

  boolean includes(IngestStage stage) {
    return compareTo(stage) >= 0;
  }
}
