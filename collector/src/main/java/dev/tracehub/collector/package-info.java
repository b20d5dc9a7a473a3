/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The collector put together: {@link dev.tracehub.collector.Collector} starts and stops its parts.
 */
@NullMarked
package dev.tracehub.collector;

import org.jspecify.annotations.NullMarked;
