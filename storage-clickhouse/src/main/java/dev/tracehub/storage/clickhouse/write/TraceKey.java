/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.TraceId;

/** A trace of a project. */
record TraceKey(String project, TraceId id) {}
