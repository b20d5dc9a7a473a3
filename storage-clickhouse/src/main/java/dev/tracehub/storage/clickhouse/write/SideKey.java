/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

/** Whose an event or a judgement is, and its own id. */
record SideKey(TraceKey trace, String id) {}
