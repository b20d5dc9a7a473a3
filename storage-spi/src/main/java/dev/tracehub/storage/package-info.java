/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a store must do. {@link dev.tracehub.storage.Storage} hands out narrow interfaces; the query
 * types are records and sealed interfaces; the records themselves are the protobuf messages of
 * {@code dev.tracehub.v1}. The prose on each interface is the contract, and {@code storage-testkit}
 * proves it.
 */
@NullMarked
package dev.tracehub.storage;

import org.jspecify.annotations.NullMarked;
