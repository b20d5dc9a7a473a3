/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * A question for a page of a list.
 *
 * @param project whose spans
 * @param range which start times
 * @param filter which spans
 * @param page which part of the list
 */
public record SpanQuery(String project, TimeRange range, Filter filter, PageRequest page) {}
