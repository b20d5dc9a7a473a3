/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who changed what in the control plane: an append-only log per project. */
@NullMarked
package dev.tracehub.collector.audit;

import org.jspecify.annotations.NullMarked;
