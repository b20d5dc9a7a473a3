/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Questions in SQL: bound parameters, the caps under which they run, and the conditions that every
 * question about spans has. Texts of users never become part of a statement.
 */
@NullMarked
package dev.tracehub.storage.clickhouse.sql;

import org.jspecify.annotations.NullMarked;
