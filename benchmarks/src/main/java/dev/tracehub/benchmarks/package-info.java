/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Measurements: {@code ./tracehub bench}. */
@NullMarked
package dev.tracehub.benchmarks;

import org.jspecify.annotations.NullMarked;
