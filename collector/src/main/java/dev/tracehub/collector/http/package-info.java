/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The HTTP port: OTLP/HTTP, every gRPC method in the Connect protocol, health. No thread waits for
 * the journal or the store.
 */
@NullMarked
package dev.tracehub.collector.http;

import org.jspecify.annotations.NullMarked;
