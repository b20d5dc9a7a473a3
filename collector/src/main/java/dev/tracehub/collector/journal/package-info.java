/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The write-ahead log: frames in segment files, group commit, recovery. An acknowledgement means:
 * in here and synced.
 */
@NullMarked
package dev.tracehub.collector.journal;

import org.jspecify.annotations.NullMarked;
