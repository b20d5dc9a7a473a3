/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Settings of projects as they were when records were received, so that a replay of the journal
 * finds the same ones.
 */
@NullMarked
package dev.tracehub.collector.effective;

import org.jspecify.annotations.NullMarked;
