/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Corrections of spans: which fields they may name, and how a reader sees a corrected span. */
@NullMarked
package dev.tracehub.collector.amendment;

import org.jspecify.annotations.NullMarked;
