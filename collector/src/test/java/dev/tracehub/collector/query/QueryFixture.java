/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.tail.TailHub;
import dev.tracehub.collector.tail.TailLimits;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.testkit.TestSpans;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A query service over a store, called over gRPC inside the process. */
final class QueryFixture implements AutoCloseable {

  /** Stands for a key: the project that it belongs to; empty for the admin key. */
  private static final Metadata.Key<String> PROJECT =
      Metadata.Key.of("test-project", Metadata.ASCII_STRING_MARSHALLER);

  final Storage storage;
  final TailHub tail;
  final ManagedChannel channel;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final Server server;
  private final AtomicInteger blocks = new AtomicInteger();

  QueryFixture(Storage storage, QueryLimits limits) {
    this(storage, limits, TailLimits.DEFAULTS);
  }

  QueryFixture(Storage storage, QueryLimits limits, TailLimits tailLimits) {
    this.storage = storage;
    this.tail = new TailHub(executor, tailLimits);
    String name = InProcessServerBuilder.generateName();
    try {
      this.server =
          InProcessServerBuilder.forName(name)
              .addService(new QueryGrpcService(storage, new FilterParser(), tail, executor, limits))
              .intercept(new Authentication())
              .build()
              .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    this.channel = InProcessChannelBuilder.forName(name).build();
  }

  /** A service over an empty store. */
  static QueryFixture overAStore() {
    return new QueryFixture(memoryStore(), QueryLimits.DEFAULTS);
  }

  /** A service over an empty store. */
  static QueryFixture overAStore(QueryLimits limits) {
    return new QueryFixture(memoryStore(), limits);
  }

  /** The store that a collector has by default, found as a collector finds it. */
  static Storage memoryStore() {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("memory"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no store called memory"))
        .create(StorageSettings.defaults());
  }

  /** Stores records and publishes them to tails. */
  void store(List<? extends StoredRecord> records) {
    Block block = new Block("block-" + blocks.incrementAndGet(), List.copyOf(records));
    WriteResult result = storage.writer().write(block).toCompletableFuture().join();
    assertThat(result.rejected()).isEmpty();
    tail.publish(block);
  }

  /** Stores finished spans of {@link TestSpans#PROJECT}. */
  void storeSpans(Span.Builder... spans) {
    store(Arrays.stream(spans).map(TestSpans::finished).toList());
  }

  QueryServiceGrpc.QueryServiceBlockingStub as(String project) {
    return QueryServiceGrpc.newBlockingStub(channel).withInterceptors(key(project));
  }

  QueryServiceGrpc.QueryServiceStub asyncAs(String project) {
    return QueryServiceGrpc.newStub(channel).withInterceptors(key(project));
  }

  /** A stub of a caller whom no interceptor has named. */
  QueryServiceGrpc.QueryServiceBlockingStub asNobody() {
    return QueryServiceGrpc.newBlockingStub(channel);
  }

  /** Calls with the key of a project; with the admin key when the project is empty. */
  static ClientInterceptor key(String project) {
    Metadata headers = new Metadata();
    headers.put(PROJECT, project);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** Whether no work of the service is waiting or going on. */
  boolean isIdle() {
    return executor.getQueue().isEmpty() && executor.getActiveCount() == 0;
  }

  @Override
  public void close() {
    tail.close();
    channel.shutdownNow();
    server.shutdownNow();
    executor.shutdown();
    storage.close();
  }

  private static final class Authentication implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String project = headers.get(PROJECT);
      if (project == null) {
        return next.startCall(call, headers);
      }
      Principal caller =
          new Principal(
              Optional.of(project).filter(name -> !name.isEmpty()),
              Set.of(KeyScope.KEY_SCOPE_READ),
              "key-of-" + project);
      return Contexts.interceptCall(
          Context.current().withValue(Principal.CURRENT, caller), call, headers, next);
    }
  }
}
