/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Span;
import java.util.List;

/**
 * The spans of a request in the model, as builders: what follows fills more fields, and building a
 * large message once is much of its cost. They belong to the caller.
 *
 * @param finished spans that have ended, in the request's order
 * @param started spans that some SDKs announce before they end, in the request's order
 */
public record Translation(List<Span.Builder> finished, List<Span.Builder> started) {

  public Translation {
    finished = List.copyOf(finished);
    started = List.copyOf(started);
  }
}
