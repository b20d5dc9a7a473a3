/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Interceptors for gRPC clients and servers: a span for each call, and the headers that tie the two
 * sides together. Calls of the collector's own services are left alone.
 */
@NullMarked
package dev.tracehub.client.grpc;

import org.jspecify.annotations.NullMarked;
