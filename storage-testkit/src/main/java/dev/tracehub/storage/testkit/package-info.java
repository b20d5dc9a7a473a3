/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract of {@code storage-spi} as tests. A store extends {@link
 * dev.tracehub.storage.testkit.StorageContract} once and runs all of them.
 */
@NullMarked
package dev.tracehub.storage.testkit;

import org.jspecify.annotations.NullMarked;
