/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who calls: keys, projects, and the confinement of every call to the key's project. */
@NullMarked
package dev.tracehub.collector.auth;

import org.jspecify.annotations.NullMarked;
