/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What masking costs, and what it finds in ordinary texts. */
@NullMarked
package dev.tracehub.benchmarks.masking;

import org.jspecify.annotations.NullMarked;
