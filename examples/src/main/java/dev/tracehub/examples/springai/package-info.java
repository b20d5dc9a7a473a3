/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An assistant of a shop, written with Spring AI. */
@NullMarked
package dev.tracehub.examples.springai;

import org.jspecify.annotations.NullMarked;
