/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

/**
 * What became of an OTLP request. accepted + duplicates + rejected is the number of its spans.
 *
 * @param accepted spans that are now durable and were not before
 * @param duplicates spans that had been received before with the same content
 * @param rejected spans that will not be stored
 * @param message why spans were rejected, the first few with their fields; empty when none was
 */
public record OtlpReceipt(long accepted, long duplicates, long rejected, String message) {}
