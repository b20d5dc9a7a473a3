/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where the journal was cut into blocks, written down before a block is sent: so that a block that
 * is sent again, by whatever process, is the same block.
 */
@NullMarked
package dev.tracehub.collector.ledger;

import org.jspecify.annotations.NullMarked;
