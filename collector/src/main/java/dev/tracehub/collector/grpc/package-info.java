/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The gRPC services of ingest. Requests stay bytes: nothing is parsed on the way to the pipeline.
 */
@NullMarked
package dev.tracehub.collector.grpc;

import org.jspecify.annotations.NullMarked;
