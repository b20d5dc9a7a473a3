/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Carries the place of a span between processes in the headers of W3C Trace Context. */
@NullMarked
package dev.tracehub.client.propagation;

import org.jspecify.annotations.NullMarked;
