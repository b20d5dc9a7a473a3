/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.micrometer;

import dev.tracehub.client.Tracehub;
import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Counters and gauges of a client: {@code new TracehubMeters(tracehub).bindTo(registry)}.
 *
 * <p>Nothing is measured twice: each meter reads {@link Tracehub#stats()} when it is asked. "Spans"
 * are spans and the records that belong to them, as in {@link ClientStats}. The registry does not
 * keep the client alive.
 */
public final class TracehubMeters implements MeterBinder {

  private static final String PREFIX = "tracehub.client.";
  private static final String SPANS = "spans";

  private final Tracehub tracehub;
  private final Tags tags;

  /** Meters of a process with one client. */
  public TracehubMeters(Tracehub tracehub) {
    this(tracehub, Tags.empty());
  }

  /**
   * Meters of one client among several.
   *
   * @param tags tell them apart
   */
  public TracehubMeters(Tracehub tracehub, Iterable<Tag> tags) {
    this.tracehub = tracehub;
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.spans("recorded", "Handed to the client", ClientStats::recorded);
    meters.spans(
        "recovered", "Taken over from the spool of an ended process", ClientStats::recovered);
    meters.spans("delivered", "Durable at the collector", ClientStats::delivered);
    meters.spans(
        "duplicates", "Delivered, and known to the collector before", ClientStats::duplicates);
    meters.spans("rejected", "Refused by the collector for good", ClientStats::rejected);
    meters.spans("sampled.out", "Of traces that sampling left out", ClientStats::sampledOut);
    for (DropReason reason : DropReason.values()) {
      meters.dropped(reason);
    }
    meters.counter(
        "attributes.dropped",
        "attributes",
        "Held back by the allow-list",
        stats -> stats.privacy().droppedAttributes());
    meters.counter(
        "masker.failures",
        "failures",
        "Texts replaced as a whole because the masker failed",
        stats -> stats.privacy().maskerFailures());
    meters.gauge("spans.pending", SPANS, "Waiting in memory", ClientStats::pending);
    meters.gauge("spans.spooled", SPANS, "Waiting in the spool, on disk", ClientStats::spooled);
    meters.gauge("spool.size", "bytes", "Size of the spool", stats -> stats.spool().bytes());
    meters.counter(
        "spool.faults",
        "faults",
        "Operations that the disk of the spool refused",
        stats -> stats.spool().faults());
    meters.gauge("pending.size", "bytes", "Size of what waits", ClientStats::pendingBytes);
    for (BreakerState state : BreakerState.values()) {
      meters.breaker(state);
    }
    meters.flag("paused", "Whether sending rests because the key is refused", ClientStats::paused);
  }

  /** A number among the accounts. */
  private interface Reading {
    long of(ClientStats stats);
  }

  /** A yes or no among the accounts. */
  private interface Flag {
    boolean of(ClientStats stats);
  }

  /** Puts meters into one registry. */
  private final class Meters {

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
      this.registry = registry;
    }

    void spans(String name, String description, Reading reading) {
      counter("spans." + name, SPANS, description, reading);
    }

    void dropped(DropReason reason) {
      FunctionCounter.builder(
              PREFIX + "spans.dropped", tracehub, client -> client.stats().dropped(reason))
          .baseUnit(SPANS)
          .description("Given up by the client")
          .tags(tags.and("reason", reason.label()))
          .register(registry);
    }

    void counter(String name, String unit, String description, Reading reading) {
      FunctionCounter.builder(PREFIX + name, tracehub, client -> reading.of(client.stats()))
          .baseUnit(unit)
          .description(description)
          .tags(tags)
          .register(registry);
    }

    void gauge(String name, String unit, String description, Reading reading) {
      ToDoubleFunction<Tracehub> value = client -> reading.of(client.stats());
      Gauge.builder(PREFIX + name, tracehub, value)
          .baseUnit(unit)
          .description(description)
          .tags(tags)
          .register(registry);
    }

    void breaker(BreakerState state) {
      String label = state.name().toLowerCase(Locale.ROOT);
      Gauge.builder(
              PREFIX + "breaker.state",
              tracehub,
              client -> client.stats().breaker() == state ? 1 : 0)
          .description("1 for the state that the circuit breaker is in")
          .tags(tags.and("state", label))
          .register(registry);
    }

    void flag(String name, String description, Flag flag) {
      Gauge.builder(PREFIX + name, tracehub, client -> flag.of(client.stats()) ? 1 : 0)
          .description(description)
          .tags(tags)
          .register(registry);
    }
  }
}
