/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads spans, traces and sessions. Lists find ids first and open wide rows for the page only;
 * payloads are opened when they are asked for.
 */
@NullMarked
package dev.tracehub.storage.clickhouse.read;

import org.jspecify.annotations.NullMarked;
