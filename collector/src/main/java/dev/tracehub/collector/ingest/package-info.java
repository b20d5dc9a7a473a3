/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way of a batch from a transport to the journal: admit, walk, validate, mask, journal, answer.
 */
@NullMarked
package dev.tracehub.collector.ingest;

import org.jspecify.annotations.NullMarked;
