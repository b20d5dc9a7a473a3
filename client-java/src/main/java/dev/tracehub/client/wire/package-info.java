/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Writes protobuf's wire form into a buffer that is used again, without messages in between. Knows
 * nothing of what it writes.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
@NullMarked
package dev.tracehub.client.wire;

import org.jspecify.annotations.NullMarked;
