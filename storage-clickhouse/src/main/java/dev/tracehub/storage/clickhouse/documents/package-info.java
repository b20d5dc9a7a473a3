/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps the versioned documents of the control plane. */
@NullMarked
package dev.tracehub.storage.clickhouse.documents;

import org.jspecify.annotations.NullMarked;
