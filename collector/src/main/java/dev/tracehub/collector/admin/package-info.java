/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What operators ask: where ingest stands, which clients lost what, what the store refused. */
@NullMarked
package dev.tracehub.collector.admin;

import org.jspecify.annotations.NullMarked;
