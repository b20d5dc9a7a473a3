/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import com.google.protobuf.ByteString;
import dev.tracehub.client.status.LogGate;
import io.grpc.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people why a collector cannot be reached: for each trouble one line a minute, with what to
 * do. What becomes of the records is told elsewhere.
 */
public final class TellingTransport implements Transport {

  private static final Logger LOGGER = LoggerFactory.getLogger(TellingTransport.class);

  private static final int MOST_CAUSES = 16;

  private final Transport transport;
  private final String target;
  private final LongSupplier nanoTime;
  private final Map<Trouble, LogGate> gates = new EnumMap<>(Trouble.class);

  /** The sending thread's: whether there was trouble in the last call. */
  private boolean troubled;

  /**
   * @param transport does the work; closed with this
   * @param target names the collector for people
   * @param nanoTime nanoseconds that only grow, from an arbitrary origin
   */
  public TellingTransport(Transport transport, String target, LongSupplier nanoTime) {
    this.transport = transport;
    this.target = target;
    this.nanoTime = nanoTime;
    for (Trouble trouble : Trouble.values()) {
      gates.put(trouble, new LogGate(nanoTime));
    }
  }

  @Override
  public Reply send(List<ByteString> batches, Duration timeout) {
    long start = nanoTime.getAsLong();
    Reply reply = transport.send(batches, timeout);
    Duration taken = Duration.ofNanos(nanoTime.getAsLong() - start);
    if (reply instanceof Reply.Failed failed) {
      tell(Trouble.of(failed.status()), inOneLine(failed.status()));
    } else if (taken.compareTo(timeout.multipliedBy(4).dividedBy(5)) > 0) {
      tell(
          Trouble.SLOW,
          "answered after " + taken.toMillis() + " ms, callTimeout " + timeout.toMillis() + " ms");
    } else if (troubled) {
      troubled = false;
      LOGGER.info("Tracehub collector at {} is reached again", target);
    }
    return reply;
  }

  private void tell(@Nullable Trouble trouble, String what) {
    if (trouble == null) {
      return;
    }
    troubled = true;
    if (!Objects.requireNonNull(gates.get(trouble)).tryPass()) {
      return;
    }
    if (trouble.isOurs()) {
      LOGGER.error("Tracehub collector at {}: {} ({})", target, trouble.advice(), what);
    } else {
      LOGGER.warn("Tracehub collector at {}: {} ({})", target, trouble.advice(), what);
    }
  }

  /** The first cause of a status, or else its description: its own text has whole stack traces. */
  private static String inOneLine(Status status) {
    Throwable cause = status.getCause();
    for (int depth = 0; cause != null && cause.getCause() != null && depth < MOST_CAUSES; depth++) {
      cause = cause.getCause();
    }
    String why =
        cause == null
            ? String.valueOf(status.getDescription())
            : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return status.getCode() + ", " + why.replaceAll("\\s+", " ");
  }

  @Override
  public void abort() {
    transport.abort();
  }

  @Override
  public void close() {
    transport.close();
  }
}
