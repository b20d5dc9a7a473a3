/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps the documents of the control plane. Public only for the packages beside it. */
@NullMarked
package dev.tracehub.storage.memory.documents;

import org.jspecify.annotations.NullMarked;
