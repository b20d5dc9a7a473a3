/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.v1.UsageRole;

/**
 * What a correction has to know of a span that the store has.
 *
 * @param role the role that the span was stored with
 * @param sampleWeight how many spans it stands for
 * @param sampleTraceSpans how many spans its trace had when it was chosen
 * @param cost the cost that the span was stored with
 */
record HeldSpan(
    SpanKey key,
    int retentionDays,
    long start,
    UsageRole role,
    String service,
    String type,
    String operation,
    String provider,
    String model,
    String environment,
    boolean modelCall,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    long reasoningTokens,
    long totalTokens,
    long sampleWeight,
    long sampleTraceSpans,
    HeldCost cost) {}
