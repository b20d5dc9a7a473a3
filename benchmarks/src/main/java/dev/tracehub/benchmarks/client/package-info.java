/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What recording a span costs the application, and what delivering it costs, beside others. */
@NullMarked
package dev.tracehub.benchmarks.client;

import org.jspecify.annotations.NullMarked;
