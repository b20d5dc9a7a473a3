/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.otel;

import dev.tracehub.client.Tracehub;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the spans of an OpenTelemetry SDK through a client of Tracehub: with its bounds, its
 * privacy settings, its spool and its accounts. Ids stay as they are, so that they are one trace
 * with spans that the client recorded itself. Thread-safe.
 *
 * <p>An export succeeds when the spans are handed over, and fails when one of them could not be
 * read; what becomes of them is told by the client's accounts. {@link #flush()} succeeds when all
 * of them are delivered or in the spool. What OpenTelemetry sampled is not sampled again. The
 * client stays the caller's, to be closed after the SDK.
 */
public final class TracehubSpanExporter implements SpanExporter {

  private static final Logger LOGGER = LoggerFactory.getLogger(TracehubSpanExporter.class);

  private final Tracehub tracehub;
  private final Duration flushTimeout;
  private final AtomicBoolean shutdown = new AtomicBoolean();

  /** Flushes for ten seconds at most. */
  public TracehubSpanExporter(Tracehub tracehub) {
    this(tracehub, Duration.ofSeconds(10));
  }

  /**
   * @param flushTimeout how long a flush may take; positive
   */
  public TracehubSpanExporter(Tracehub tracehub, Duration flushTimeout) {
    this.tracehub = Objects.requireNonNull(tracehub);
    this.flushTimeout = Objects.requireNonNull(flushTimeout);
    if (flushTimeout.isNegative() || flushTimeout.isZero()) {
      throw new IllegalArgumentException("flushTimeout: " + flushTimeout + " (expected: > 0)");
    }
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    if (shutdown.get()) {
      return CompletableResultCode.ofFailure();
    }
    boolean all = true;
    for (SpanData span : spans) {
      all &= record(span);
    }
    return all ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
  }

  /** A span of somebody's own making may fail to say what it is; the others are sent. */
  private boolean record(SpanData span) {
    try {
      tracehub.recordSpan(SpanConversion.of(span));
      return true;
    } catch (RuntimeException | LinkageError e) {
      LOGGER.debug("Tracehub could not convert a span of OpenTelemetry", e);
      return false;
    }
  }

  /** Works on a thread of its own: the SDK calls from threads that must not wait. */
  @Override
  public CompletableResultCode flush() {
    CompletableResultCode code = new CompletableResultCode();
    Thread thread =
        new Thread(
            () -> {
              if (tracehub.flush(flushTimeout).allKept()) {
                code.succeed();
              } else {
                code.fail();
              }
            },
            "tracehub-otel-flush");
    thread.setDaemon(true);
    thread.start();
    return code;
  }

  /** The last flush; later exports fail. The client stays open. */
  @Override
  public CompletableResultCode shutdown() {
    return shutdown.getAndSet(true) ? CompletableResultCode.ofSuccess() : flush();
  }
}
