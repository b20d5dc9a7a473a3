/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/**
 * What one span may hold; more is cut or dropped, and the span says so.
 *
 * @param payloadLength characters of an input or output
 * @param attributes attributes of a span
 * @param events events of a span
 */
record RecordingLimits(int payloadLength, int attributes, int events) {

  static final RecordingLimits DEFAULTS = new RecordingLimits(500_000, 128, 128);
}
