/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.CollectorForTests;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.status.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracehubMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CollectorForTests collector = new CollectorForTests();
  private final Tracehub tracehub = collector.client();

  @AfterEach
  void close() {
    tracehub.close();
    collector.close();
  }

  @Test
  void meters_followTheAccounts() {
    new TracehubMeters(tracehub).bindTo(registry);
    for (int i = 0; i < 3; i++) {
      tracehub.span("a").start().end();
    }
    tracehub.close(Duration.ofSeconds(10));
    tracehub.span("late").start().end();

    assertThat(counter("tracehub.client.spans.recorded").count()).isEqualTo(4);
    assertThat(counter("tracehub.client.spans.delivered").count()).isEqualTo(3);
    assertThat(counter("tracehub.client.spans.delivered").getId().getBaseUnit()).isEqualTo("spans");
    assertThat(dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(dropped(DropReason.QUEUE_FULL)).isZero();
    assertThat(gauge("tracehub.client.spans.pending")).isZero();
    assertThat(gauge("tracehub.client.paused")).isZero();
    assertThat(registry.get("tracehub.client.breaker.state").tag("state", "closed").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("tracehub.client.breaker.state").tag("state", "open").gauge().value())
        .isZero();
  }

  @Test
  void meters_ofTwoClients_areToldApartByTags() {
    Tracehub other = collector.client();
    new TracehubMeters(tracehub, Tags.of("client", "a")).bindTo(registry);
    new TracehubMeters(other, Tags.of("client", "b")).bindTo(registry);
    tracehub.span("x").start().end();

    assertThat(recorded("a")).isEqualTo(1);
    assertThat(recorded("b")).isZero();
    other.close();
  }

  @Test
  void readme_namesEveryMeter() throws IOException {
    new TracehubMeters(tracehub).bindTo(registry);
    Set<String> written =
        Pattern.compile("\\| `(tracehub\\.client\\.[a-z.]+)`")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(written)
        .isEqualTo(
            registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private FunctionCounter counter(String name) {
    return registry.get(name).functionCounter();
  }

  private double recorded(String client) {
    return registry
        .get("tracehub.client.spans.recorded")
        .tag("client", client)
        .functionCounter()
        .count();
  }

  private double dropped(DropReason reason) {
    return registry
        .get("tracehub.client.spans.dropped")
        .tag("reason", reason.label())
        .functionCounter()
        .count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
