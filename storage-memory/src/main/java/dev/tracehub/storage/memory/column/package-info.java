/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Columns: immutable, packed, and aware of what they cost. Nothing here knows what a span is.
 * Public only for the packages beside it.
 */
@NullMarked
package dev.tracehub.storage.memory.column;

import org.jspecify.annotations.NullMarked;
