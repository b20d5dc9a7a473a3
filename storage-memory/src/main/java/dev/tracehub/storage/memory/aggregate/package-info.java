/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Answers questions for numbers, column by column. Public only for the packages beside it. */
@NullMarked
package dev.tracehub.storage.memory.aggregate;

import org.jspecify.annotations.NullMarked;
