/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tables of records: immutable chunks of rows sorted by time, and lists of such chunks. A table is
 * changed by making another that shares what did not change, so that whoever holds one sees it
 * whole and for ever. Public only for the packages beside it.
 */
@NullMarked
package dev.tracehub.storage.memory.table;

import org.jspecify.annotations.NullMarked;
