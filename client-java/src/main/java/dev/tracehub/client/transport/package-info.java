/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Carries batches to a collector and says what became of them, once per call. Repeating, waiting
 * and giving up are decided elsewhere.
 */
@NullMarked
package dev.tracehub.client.transport;

import org.jspecify.annotations.NullMarked;
