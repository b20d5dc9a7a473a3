/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * How much a store holds.
 *
 * @param spans finished spans
 * @param bytes bytes that they take in the store's own reckoning
 * @param limitBytes the most bytes the store may hold; 0 when it has no bound of its own
 * @param evictedTraces traces removed to stay inside the bound, since the start
 */
public record StorageStats(long spans, long bytes, long limitBytes, long evictedTraces) {}
