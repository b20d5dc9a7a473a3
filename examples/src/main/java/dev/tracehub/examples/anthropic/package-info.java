/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A customer's question answered with Anthropic's own Java SDK, recorded. */
@NullMarked
package dev.tracehub.examples.anthropic;

import org.jspecify.annotations.NullMarked;
