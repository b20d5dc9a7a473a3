/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The columns of each kind of record. Public only for the packages beside it. */
@NullMarked
package dev.tracehub.storage.memory.schema;

import org.jspecify.annotations.NullMarked;
