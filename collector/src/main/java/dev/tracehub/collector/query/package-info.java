/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Answers questions: requests are checked field by field and confined to the caller's project, the
 * store is asked, and answers are bounded in size.
 */
@NullMarked
package dev.tracehub.collector.query;

import org.jspecify.annotations.NullMarked;
