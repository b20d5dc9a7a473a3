/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.storage.Retention;

/**
 * How long the records of a batch are kept.
 *
 * @param retention the class that is written down with the batch
 * @param days how far in the past their times may lie
 */
record Kept(Retention retention, int days) {}
