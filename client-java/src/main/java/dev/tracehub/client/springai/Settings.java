/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import io.micrometer.observation.Observation;
import java.util.function.BiConsumer;

/**
 * What the application chose.
 *
 * @param provider who serves the models; empty for what Spring AI says
 * @param content whether what goes in and comes out is recorded
 * @param details adds what the application knows
 */
record Settings(
    Tracehub tracehub,
    String provider,
    boolean content,
    BiConsumer<LiveSpan, Observation.Context> details) {

  /** The provider of a call. */
  String providerOf(String told) {
    return provider.isEmpty() ? Providers.name(told) : provider;
  }
}
