/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Makes spans visible to OpenTelemetry. Needs {@code io.opentelemetry:opentelemetry-api} on the
 * class path, which the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.otel;

import org.jspecify.annotations.NullMarked;
