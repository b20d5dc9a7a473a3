/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The embedded store: spans in columns on the heap, bounded by bytes, evicting whole traces. Chosen
 * as {@code memory}; what must survive the process is the journal's, apart from the documents of
 * the control plane, which have a file of their own.
 */
@NullMarked
package dev.tracehub.storage.memory;

import org.jspecify.annotations.NullMarked;
