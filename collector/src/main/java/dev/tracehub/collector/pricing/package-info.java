/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The price book and what calls cost by it. Money is decimal throughout. */
@NullMarked
package dev.tracehub.collector.pricing;

import org.jspecify.annotations.NullMarked;
