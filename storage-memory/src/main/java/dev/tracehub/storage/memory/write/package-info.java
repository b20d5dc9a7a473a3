/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes blocks: tells new from known records, keeps the bound. All of it belongs to the one writer
 * thread. Public only for the packages beside it.
 */
@NullMarked
package dev.tracehub.storage.memory.write;

import org.jspecify.annotations.NullMarked;
