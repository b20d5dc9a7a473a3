/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Requests recorded from real SDKs, what is known about them, and the comparison of the two with
 * what the collector answers, wherever the answers come from.
 */
@NullMarked
package dev.tracehub.collector.samples;

import org.jspecify.annotations.NullMarked;
