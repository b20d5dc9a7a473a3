/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What streaming answers have in common: work that goes on when either side is ready. */
@NullMarked
package dev.tracehub.collector.flow;

import org.jspecify.annotations.NullMarked;
