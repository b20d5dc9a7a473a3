/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TLS and mutual TLS from PEM files that may be replaced while the collector runs. */
@NullMarked
package dev.tracehub.collector.tls;

import org.jspecify.annotations.NullMarked;
