/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The collector itself in this process, on free ports, and what it answers about traces. */
public final class RealCollector implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final Collector collector;
  private final ManagedChannel channel;

  private RealCollector(Path data) throws IOException {
    collector =
        Collector.start(
            Settings.of(Map.of("grpc_port", "0", "http_port", "0", "data_dir", data.toString())),
            fatal::add);
    channel =
        Grpc.newChannelBuilder(
                "127.0.0.1:" + collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
  }

  public static RealCollector start(Path data) throws IOException {
    return new RealCollector(data);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + collector.grpcPort();
  }

  /** The spans of a trace with their payloads, by their start, when there are as many. */
  public List<Span> trace(String trace, int spans) {
    GetTraceRequest request =
        GetTraceRequest.newBuilder().setTraceId(trace).setIncludePayloads(true).build();
    return await()
        .atMost(PATIENCE)
        .ignoreException(StatusRuntimeException.class)
        .until(
            () -> QueryServiceGrpc.newBlockingStub(channel).getTrace(request).getSpansList(),
            found -> found.size() == spans)
        .stream()
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
        .toList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    collector.close();
    assertThat(fatal).isEmpty();
  }
}
