/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

/**
 * Where and when records came in together.
 *
 * @param project whose they are; empty for a tick of the clock
 * @param receivedNanos when they were received, in nanoseconds since the epoch
 * @param position where the journal holds them
 */
public record Arrival(String project, long receivedNanos, long position) {}
