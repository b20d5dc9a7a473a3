/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Takes blocks of records: what is new in them becomes rows, under the block's token. */
@NullMarked
package dev.tracehub.storage.clickhouse.write;

import org.jspecify.annotations.NullMarked;
