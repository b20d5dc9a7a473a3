/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A customer's question answered with OpenAI's own Java SDK, recorded. */
@NullMarked
package dev.tracehub.examples.openai;

import org.jspecify.annotations.NullMarked;
