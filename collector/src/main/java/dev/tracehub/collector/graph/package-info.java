/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The runs of graphs inside a trace, put together from its spans. */
@NullMarked
package dev.tracehub.collector.graph;

import org.jspecify.annotations.NullMarked;
