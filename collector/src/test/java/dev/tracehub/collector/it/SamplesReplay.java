/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.samples.Comparison;
import dev.tracehub.collector.samples.ExpectedSet;
import dev.tracehub.collector.samples.SampleSets;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.ProjectServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays what real SDKs sent, over OTLP/gRPC and OTLP/HTTP, each set into a project of its own,
 * and compares what QueryService answers with what is known about the set. The clock stands on the
 * day of the recordings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SamplesReplay {

  private static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final String ADMIN_KEY = "an-admin-key-for-this-test";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Collector collector;
  private ManagedChannel channel;

  /** The settings that choose the store. */
  abstract Map<String, String> store();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Map<String, String> values = new HashMap<>(store());
    values.put("grpc_port", "0");
    values.put("http_port", "0");
    values.put("admin_key", ADMIN_KEY);
    values.put("data_dir", folder.toString());
    Settings settings = Settings.of(values);
    Clock clock = Clock.fixed(DAY.plusSeconds(86_399), ZoneOffset.UTC);
    collector =
        Collector.start(
            settings,
            clock,
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  static List<String> sets() {
    return SampleSets.names();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void replay_overGrpc_answersWhatIsKnown(String set) {
    Channel project = project("grpc-" + set);
    for (byte[] request : SampleSets.requests(set)) {
      ExportTraceServiceResponse response =
          TraceServiceGrpc.newBlockingStub(project).export(parsed(request));
      assertThat(response.hasPartialSuccess()).as("%s", response).isFalse();
    }
    compare(set, project);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void replay_overHttp_answersWhatIsKnown(String set) throws Exception {
    String key = key("http-" + set);
    for (byte[] request : SampleSets.requests(set)) {
      assertThat(post(key, request, false).statusCode()).isEqualTo(200);
    }
    compare(set, authorized(key));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void replay_gzippedTwiceInReverse_answersWhatIsKnown(String set) throws Exception {
    String key = key("twice-" + set);
    List<byte[]> requests = SampleSets.requests(set);
    for (int i = 2 * requests.size() - 1; i >= 0; i--) {
      HttpResponse<byte[]> response = post(key, requests.get(i / 2), true);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
    }
    compare(set, authorized(key));
  }

  private void compare(String set, Channel project) {
    ExpectedSet expected = SampleSets.expected(set);
    ServerAnswers answers = new ServerAnswers(project, DAY);
    await().until(this::isDrained);
    assertThat(new Comparison(expected, SampleSets.requests(set), answers).differences()).isEmpty();
  }

  private boolean isDrained() {
    return AdminServiceGrpc.newBlockingStub(authorized(ADMIN_KEY))
            .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
            .getDrain()
            .getLagBytes()
        == 0;
  }

  private Channel project(String project) {
    return authorized(key(project));
  }

  private String key(String project) {
    var projects = ProjectServiceGrpc.newBlockingStub(authorized(ADMIN_KEY));
    var unused =
        projects.createProject(CreateProjectRequest.newBuilder().setProjectId(project).build());
    return projects
        .createKey(
            CreateKeyRequest.newBuilder()
                .setProjectId(project)
                .addScopes(KeyScope.KEY_SCOPE_INGEST)
                .addScopes(KeyScope.KEY_SCOPE_READ)
                .build())
        .getSecret();
  }

  private Channel authorized(String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private HttpResponse<byte[]> post(String key, byte[] request, boolean gzip)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + collector.httpPort() + "/v1/traces"))
            .header("content-type", "application/x-protobuf")
            .header("authorization", "Bearer " + key);
    if (gzip) {
      builder.header("content-encoding", "gzip");
    }
    byte[] body = gzip ? gzipped(request) : request;
    return HTTP.send(
        builder.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static ExportTraceServiceRequest parsed(byte[] request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
