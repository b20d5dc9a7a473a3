/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.function.Function;

/**
 * A span as its row knows it.
 *
 * @param key its ids
 * @param span the span but for its payloads' contents
 * @param input its input
 * @param output its output
 */
record StoredSpan(SpanKey key, Span span, StoredPayload input, StoredPayload output) {

  boolean hasPayloadsElsewhere() {
    return input.isElsewhere() || output.isElsewhere();
  }

  StoredSpan with(Changes changes) {
    return new StoredSpan(key, changes.now(span), input, output);
  }

  /** The span with the heads of its payloads. */
  Span cut() {
    return with(StoredPayload::cut, StoredPayload::cut);
  }

  /** The span with its payloads as the functions make them. */
  Span with(Function<StoredPayload, Payload> inputs, Function<StoredPayload, Payload> outputs) {
    Span.Builder result = span.toBuilder();
    if (span.hasInput() || input.place() != StoredPayload.Place.NONE) {
      result.setInput(inputs.apply(input));
    }
    if (span.hasOutput() || output.place() != StoredPayload.Place.NONE) {
      result.setOutput(outputs.apply(output));
    }
    return result.build();
  }
}
