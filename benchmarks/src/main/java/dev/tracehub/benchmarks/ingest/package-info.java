/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How fast a collector takes spans, stage by stage, in a process of its own. */
@NullMarked
package dev.tracehub.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
