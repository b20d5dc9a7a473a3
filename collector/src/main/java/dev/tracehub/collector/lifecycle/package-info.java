/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The end of projects: what they hold is removed, and nothing brings it back. */
@NullMarked
package dev.tracehub.collector.lifecycle;

import org.jspecify.annotations.NullMarked;
