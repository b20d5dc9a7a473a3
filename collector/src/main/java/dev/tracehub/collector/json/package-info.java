/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * JSON to protobuf's wire format and back, by descriptors: proto3 JSON for every service, and the
 * JSON of OTLP, which writes ids in hexadecimal.
 */
@NullMarked
package dev.tracehub.collector.json;

import org.jspecify.annotations.NullMarked;
