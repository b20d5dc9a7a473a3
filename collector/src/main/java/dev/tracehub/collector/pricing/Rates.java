/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices of tokens in US dollars per million. Absent: what that means says {@link Bill}.
 *
 * @param input plain input
 * @param output output
 * @param cacheRead input from the provider's cache
 * @param cacheWrite input into the cache
 * @param cacheWrite1h input into the cache for an hour
 * @param audioInput audio in
 * @param audioOutput audio out
 */
record Rates(
    BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal cacheWrite1h,
    @Nullable BigDecimal audioInput,
    @Nullable BigDecimal audioOutput) {}
