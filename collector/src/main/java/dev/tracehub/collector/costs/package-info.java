/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Prices of projects, and corrections of costs that are stored, for PricingService. */
@NullMarked
package dev.tracehub.collector.costs;

import org.jspecify.annotations.NullMarked;
