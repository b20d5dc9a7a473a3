/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What model calls used that do not say it, estimated by a tokenizer, for projects that ask for it.
 */
@NullMarked
package dev.tracehub.collector.estimate;

import org.jspecify.annotations.NullMarked;
