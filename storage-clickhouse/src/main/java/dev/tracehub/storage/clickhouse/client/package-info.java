/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The one place that talks to the driver. */
@NullMarked
package dev.tracehub.storage.clickhouse.client;

import org.jspecify.annotations.NullMarked;
