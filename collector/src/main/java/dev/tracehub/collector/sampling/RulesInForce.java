/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

/**
 * The rules that a project has.
 *
 * @param sinceNanos from when on, in nanoseconds since the epoch
 */
record RulesInForce(SamplingRules rules, long sinceNanos) {}
