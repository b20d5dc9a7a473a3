/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command line: serve, query and their options. */
@NullMarked
package dev.tracehub.collector.cli;

import org.jspecify.annotations.NullMarked;
