/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Spans as they are stored, to whoever watches. */
@NullMarked
package dev.tracehub.collector.tail;

import org.jspecify.annotations.NullMarked;
