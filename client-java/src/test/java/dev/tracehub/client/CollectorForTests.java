/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.DeliverySettings;
import dev.tracehub.v1.Span;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import java.time.Duration;
import java.util.List;

/** A collector inside this process for tests of other packages. */
public final class CollectorForTests implements AutoCloseable {

  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);

  /** A client that sends here at once. */
  public Tracehub client(ClientInterceptor... interceptors) {
    return Tracehub.builder()
        .channel(ClientInterceptors.intercept(server.channel(), interceptors))
        .delivery(DeliverySettings.builder().maxBatchAge(Duration.ofMillis(1)).build())
        .build();
  }

  /** What has arrived. */
  public List<Span> spans() {
    return collector.spans();
  }

  @Override
  public void close() {
    server.close();
  }
}
