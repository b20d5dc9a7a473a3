/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Numbers over spans: from the rollups when these hold the exact answer, else from the spans. Which
 * it was and why is part of the answer.
 */
@NullMarked
package dev.tracehub.storage.clickhouse.aggregate;

import org.jspecify.annotations.NullMarked;
