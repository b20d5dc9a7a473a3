/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.v1.Span;

/**
 * A row of the table of finished or of started spans.
 *
 * @param contentHash what its sender said of it, as {@link ContentHash} sees it
 */
record SpanRow(Stamp stamp, SpanKey key, Span span, long contentHash) {

  SpanRow with(Span changed) {
    return new SpanRow(stamp, key, changed, contentHash);
  }
}
