/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The same questions over the same spans in three layouts on one ClickHouse: ours, that of the
 * OpenTelemetry Collector's exporter, and one like Langfuse's third version.
 */
@NullMarked
package dev.tracehub.benchmarks.questions;

import org.jspecify.annotations.NullMarked;
