/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tail;

import dev.tracehub.v1.Span;
import java.util.List;

/**
 * Spans that were stored together, shared by all readers.
 *
 * @param spans in the order of storing
 * @param bytes how large they are together
 */
record TailBatch(List<Span> spans, long bytes) {

  static TailBatch of(List<Span> spans) {
    return new TailBatch(spans, spans.stream().mapToLong(Span::getSerializedSize).sum());
  }
}
