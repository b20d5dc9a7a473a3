/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records what an application does with models and sends it to a Tracehub collector.
 *
 * <pre>{@code
 * try (Tracehub tracehub = Tracehub.builder().service("support-desk").build();
 *     LiveSpan span = tracehub.span("answer").type(SpanType.LLM).start()) {
 *   span.model("gpt-4o-mini").input(question);
 *   span.output(answer).usage(412, 57);
 * }
 * }</pre>
 *
 * <p>Configuring throws; recording never does. How records travel is set in {@link
 * dev.tracehub.client.delivery}; what becomes of them is told in {@link
 * dev.tracehub.client.status}.
 */
@NullMarked
package dev.tracehub.client;

import org.jspecify.annotations.NullMarked;
