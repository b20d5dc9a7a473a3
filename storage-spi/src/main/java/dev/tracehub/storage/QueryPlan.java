/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * How a store came by an answer, for people who wonder how long it took.
 *
 * @param source what was read, in the store's own words, e.g. the name of a table
 * @param reason why that, in one sentence
 */
public record QueryPlan(String source, String reason) {}
