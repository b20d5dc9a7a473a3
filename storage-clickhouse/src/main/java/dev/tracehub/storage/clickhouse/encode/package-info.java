/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The bytes of rows on their way into ClickHouse, in its own binary formats. */
@NullMarked
package dev.tracehub.storage.clickhouse.encode;

import org.jspecify.annotations.NullMarked;
