/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What OTLP sends beside spans, turned into records of the model: log records into events and
 * judgements, data points of metrics into measurements. Functions of what was sent alone.
 */
@NullMarked
package dev.tracehub.collector.signal;

import org.jspecify.annotations.NullMarked;
