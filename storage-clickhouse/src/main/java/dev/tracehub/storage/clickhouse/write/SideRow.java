/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

/** A row of what stands beside spans: an event, a judgement, a measurement, a change of a job. */
record SideRow<M>(Stamp stamp, String project, M message) {}
