/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tail sampling: which traces of a project are stored. Traces are held until enough is known of
 * them; what is decided is a function of what the journal holds, so that a replay decides the same.
 */
@NullMarked
package dev.tracehub.collector.sampling;

import org.jspecify.annotations.NullMarked;
