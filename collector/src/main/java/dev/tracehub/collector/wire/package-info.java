/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the bytes of a message say, found without parsing them: where its records lie, whether they
 * are valid and within the limits, and how to cut or change parts of them.
 */
@NullMarked
package dev.tracehub.collector.wire;

import org.jspecify.annotations.NullMarked;
