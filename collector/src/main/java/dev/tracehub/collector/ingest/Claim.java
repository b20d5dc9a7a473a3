/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has claimed as its own before it is journalled.
 *
 * @param ticket grows with every claim
 * @param outcome completes with the position after the batch when it is durable, fails when it is
 *     not going to be
 * @param original the outcome of the batch that this one repeats; null when it repeats none
 * @param earlier outcomes of batches that are not durable yet and hold records of this one
 * @param ring the memory of the batch's sender; null when the batch cannot be told from others
 * @param key the batch within the ring
 */
record Claim(
    long ticket,
    CompletableFuture<Long> outcome,
    @Nullable CompletableFuture<Long> original,
    List<CompletableFuture<Long>> earlier,
    @Nullable BatchRing ring,
    long key) {}
