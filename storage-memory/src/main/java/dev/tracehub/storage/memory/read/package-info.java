/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Answers questions for records: by id, and by what they are. Reads immutable tables, on any
 * thread. Public only for the packages beside it.
 */
@NullMarked
package dev.tracehub.storage.memory.read;

import org.jspecify.annotations.NullMarked;
