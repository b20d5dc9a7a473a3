/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The client's accounts as meters. Needs {@code io.micrometer:micrometer-core} on the class path,
 * which the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.micrometer;

import org.jspecify.annotations.NullMarked;
