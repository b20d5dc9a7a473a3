/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A real ClickHouse on this machine, for tests, demo and benchmarks: found or installed, started as
 * a process of its own, stopped, killed and restarted. Where the machine has no {@code clickhouse},
 * the engine comes from an npm package that holds it as a library.
 */
@NullMarked
package dev.tracehub.clickhouse.local;

import org.jspecify.annotations.NullMarked;
