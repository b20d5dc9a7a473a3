/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The tables, as {@code .sql} files, and how they come into being: each file once, in order, also
 * when several collectors start at the same time.
 */
@NullMarked
package dev.tracehub.storage.clickhouse.schema;

import org.jspecify.annotations.NullMarked;
