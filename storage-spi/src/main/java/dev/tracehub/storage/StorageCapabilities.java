/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * What a store can do beyond the contract. All false is a valid, least able store.
 *
 * @param durable whether what {@link SpanWriter#write} completed survives the end of the process.
 *     When not, the journal is the durable copy and is replayed into the store at each start.
 * @param expires whether records are gone when they are older than their {@link Retention}; at the
 *     latest two days later. A store that does not expire records is bounded otherwise, and answers
 *     with whatever it still holds.
 */
public record StorageCapabilities(boolean durable, boolean expires) {}
