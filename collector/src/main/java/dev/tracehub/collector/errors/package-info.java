/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Errors as callers see them: gRPC statuses with google.rpc details, in one place. */
@NullMarked
package dev.tracehub.collector.errors;

import org.jspecify.annotations.NullMarked;
