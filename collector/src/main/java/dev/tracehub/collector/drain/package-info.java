/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The way from the journal to the store: decode, normalise, price, cut into blocks, write. */
@NullMarked
package dev.tracehub.collector.drain;

import org.jspecify.annotations.NullMarked;
