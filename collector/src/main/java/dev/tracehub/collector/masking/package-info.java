/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keeps secrets out of everything that is written: finds them in the bytes of a batch and puts
 * typed markers in their place.
 */
@NullMarked
package dev.tracehub.collector.masking;

import org.jspecify.annotations.NullMarked;
