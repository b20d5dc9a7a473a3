/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a client tells about its work: its accounts, the outcome of a flush, losses and states. */
@NullMarked
package dev.tracehub.client.status;

import org.jspecify.annotations.NullMarked;
