/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Decides which spans' usage counts, so that a model call counts once. */
@NullMarked
package dev.tracehub.collector.usage;

import org.jspecify.annotations.NullMarked;
