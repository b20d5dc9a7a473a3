/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A client with its collector, and a provider to call. */
abstract class ModelCallHarness {

  final FakeCollector collector = new FakeCollector();
  final InProcess server = new InProcess(collector);
  final ModelServer models = new ModelServer();
  final Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    models.close();
  }

  Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }

  /** The calls of models, in their order. */
  List<Span> received() {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.spans().stream()
        .filter(span -> span.getType() != SpanType.SPAN_TYPE_SPAN)
        .toList();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
