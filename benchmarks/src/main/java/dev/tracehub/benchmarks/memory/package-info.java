/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the memory store costs and how fast it answers. */
@NullMarked
package dev.tracehub.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
