/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Brings records to the collector: a bounded queue, batches, one worker, repetition, a circuit
 * breaker, and the accounts of it all.
 *
 * <p>{@link dev.tracehub.client.delivery.Delivery} is the door. Application threads only push onto
 * {@code RecordQueue} and add to {@code Ledger}; everything else belongs to the worker's thread and
 * needs no locks. The exceptions are the counters, {@code FlushTicket} and {@code Signal}.
 */
@NullMarked
package dev.tracehub.client.delivery;

import org.jspecify.annotations.NullMarked;
