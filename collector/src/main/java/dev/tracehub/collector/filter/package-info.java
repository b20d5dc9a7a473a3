/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The language of filters: CEL in, the storage SPI's {@link dev.tracehub.storage.Filter} out. What
 * a store could not evaluate is refused with the position of the fault.
 */
@NullMarked
package dev.tracehub.collector.filter;

import org.jspecify.annotations.NullMarked;
