/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The settings of the collector: one list of them, read from flags, environment and one YAML file.
 */
@NullMarked
package dev.tracehub.collector.config;

import org.jspecify.annotations.NullMarked;
