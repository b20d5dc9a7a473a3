/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

/** Which trace; with its id in canonical form. */
record TraceKey(String project, String traceId) {}
