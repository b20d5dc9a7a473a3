/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The store in ClickHouse. Its settings are here, what is asked of the driver in {@code client},
 * tables and migrations in {@code schema}. Types of the driver never leave this module.
 */
@NullMarked
package dev.tracehub.storage.clickhouse;

import org.jspecify.annotations.NullMarked;
