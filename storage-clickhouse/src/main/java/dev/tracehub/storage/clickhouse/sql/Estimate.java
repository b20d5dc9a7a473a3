/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

/**
 * A number that is added up, as aggregates in SQL.
 *
 * @param sum the number
 * @param variance its variance as a double; 0 where it is exact
 */
public record Estimate(String sum, String variance) {}
