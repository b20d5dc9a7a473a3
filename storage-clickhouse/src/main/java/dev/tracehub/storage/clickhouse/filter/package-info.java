/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Filters as conditions in SQL. What a filter means is said by {@code Filters} of the storage
 * contract; what is written here has the same answers, and where numbers are compared it asks that
 * class for them.
 */
@NullMarked
package dev.tracehub.storage.clickhouse.filter;

import org.jspecify.annotations.NullMarked;
