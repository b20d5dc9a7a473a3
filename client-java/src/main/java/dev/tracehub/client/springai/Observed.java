/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import io.micrometer.observation.Observation;

/**
 * How one kind of observation becomes a span. A class for each, because the modules that their
 * contexts come from may be absent.
 */
interface Observed<C extends Observation.Context> {

  /** The observations it is for. */
  Class<C> context();

  /** The span's name. */
  String name(C context);

  /** The span's type. */
  SpanType type(C context);

  /** Records what is known at the start. */
  void started(LiveSpan span, C context, Settings settings);

  /** Records what is known at the end, except the error. */
  void stopped(LiveSpan span, C context, Settings settings);

  /** Records the error. */
  default void failed(LiveSpan span, Throwable error) {
    Failures.record(span, error);
  }
}
