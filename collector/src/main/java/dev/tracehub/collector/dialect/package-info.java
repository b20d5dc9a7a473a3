/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The dialects of tracing SDKs, turned into the one model.
 *
 * <p>{@link dev.tracehub.collector.dialect.OtlpTranslator} reads OTLP requests. What it knows of
 * dialects stands in three tables among the resources of this package: {@code fields.tsv} (which
 * attribute fills which field), {@code types.tsv} (which span has which type) and {@code names.tsv}
 * (spellings of providers and operations). A new dialect is a few more lines there.
 *
 * <p>The way of a span on the drain, put together in {@link
 * dev.tracehub.collector.dialect.SpanPipeline}; each step is a function of the spans seen so far:
 *
 * <ol>
 *   <li>{@link dev.tracehub.collector.dialect.OtlpTranslator} for OTLP, {@link
 *       dev.tracehub.collector.dialect.SentBatch} for our own protocol, whose spans get what their
 *       batch says for all of them;
 *   <li>{@link dev.tracehub.collector.dialect.SpanFinisher}: canonical ids, derived fields, cost;
 *   <li>{@link dev.tracehub.collector.usage.UsageRoles}: which usage counts, in the order of
 *       arrival;
 *   <li>the store.
 * </ol>
 */
@NullMarked
package dev.tracehub.collector.dialect;

import org.jspecify.annotations.NullMarked;
