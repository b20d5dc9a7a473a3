/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Makes spans visible to OpenTelemetry, and sends OpenTelemetry's spans. Needs {@code
 * io.opentelemetry:opentelemetry-api} on the class path, and {@code TracehubSpanExporter} its
 * {@code opentelemetry-sdk-trace}, neither of which the client itself brings.
 */
@NullMarked
package dev.tracehub.client.otel;

import org.jspecify.annotations.NullMarked;
