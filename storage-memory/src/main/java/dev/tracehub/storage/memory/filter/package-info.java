/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Evaluates filters on columns, and on as little of a record as they need. The meaning is that of
 * {@link dev.tracehub.storage.Filters}. Public only for the packages beside it.
 */
@NullMarked
package dev.tracehub.storage.memory.filter;

import org.jspecify.annotations.NullMarked;
