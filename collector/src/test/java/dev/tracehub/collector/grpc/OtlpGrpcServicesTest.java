/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import static dev.tracehub.collector.wire.TestBatches.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.TestBatches;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpGrpcServicesTest {

  private GrpcFixture server;

  @BeforeEach
  void start() throws Exception {
    server = new GrpcFixture(IngestLimits.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TraceServiceGrpc.TraceServiceBlockingStub traces() {
    return TraceServiceGrpc.newBlockingStub(server.channel);
  }

  @Test
  void export_allWell_leavesPartialSuccessUnset() {
    ExportTraceServiceResponse response = traces().export(request(1).build());

    assertThat(response.hasPartialSuccess()).isFalse();
    assertThat(server.ingest.received().get(0)).isEqualTo(request(1).build().toByteArray());
  }

  @Test
  void export_gzip_isInflated() {
    traces().withCompression("gzip").export(request(1, 2).build());

    assertThat(server.ingest.received().get(0)).isEqualTo(request(1, 2).build().toByteArray());
  }

  @Test
  void export_rejections_areAPartialSuccess() {
    server.ingest.answerOtlp(
        CompletableFuture.completedFuture(new OtlpReceipt(1, 0, 2, "2 spans rejected: …")));

    assertThat(traces().export(request(1).build()).getPartialSuccess())
        .isEqualTo(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(2)
                .setErrorMessage("2 spans rejected: …")
                .build());
  }

  @Test
  void answer_warning_rejectsNothing() {
    ExportTraceServiceResponse response =
        new OtlpReceipt(1, 0, 0, "something is odd").toTraceResponse();

    assertThat(response.getPartialSuccess().getRejectedSpans()).isZero();
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("something is odd");
  }

  @Test
  void export_overload_isExhausted() {
    server.ingest.answerOtlp(
        CompletableFuture.failedFuture(
            Failures.overloaded("JOURNAL_FULL", "full", Duration.ofSeconds(10))));

    assertThatThrownBy(() -> traces().export(request(1).build()))
        .hasMessage("RESOURCE_EXHAUSTED: full");
  }

  @Test
  void logsAndMetrics_areTaken() {
    ExportLogsServiceResponse logs =
        LogsServiceGrpc.newBlockingStub(server.channel).export(TestBatches.logs(1).build());
    ExportMetricsServiceResponse metrics =
        MetricsServiceGrpc.newBlockingStub(server.channel)
            .export(TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1)).build());

    assertThat(logs).isEqualTo(ExportLogsServiceResponse.getDefaultInstance());
    assertThat(metrics).isEqualTo(ExportMetricsServiceResponse.getDefaultInstance());
    assertThat(server.ingest.received())
        .containsExactly(
            TestBatches.logs(1).build().toByteArray(),
            TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1)).build().toByteArray());
    assertThat(server.ingest.projects()).containsExactly("shop", "shop");
  }

  @Test
  void logsAndMetrics_rejections_areAPartialSuccess() {
    server.ingest.answerOtlp(
        CompletableFuture.completedFuture(new OtlpReceipt(1, 0, 2, "2 rejected: …")));

    assertThat(
            LogsServiceGrpc.newBlockingStub(server.channel)
                .export(TestBatches.logs(1).build())
                .getPartialSuccess())
        .isEqualTo(
            ExportLogsPartialSuccess.newBuilder()
                .setRejectedLogRecords(2)
                .setErrorMessage("2 rejected: …")
                .build());
    assertThat(
            MetricsServiceGrpc.newBlockingStub(server.channel)
                .export(TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1)).build())
                .getPartialSuccess())
        .isEqualTo(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(2)
                .setErrorMessage("2 rejected: …")
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tracehub.v1.TraceService.StreamBatches",
        "opentelemetry.proto.collector.trace.v1.TraceService.Export",
        "opentelemetry.proto.collector.logs.v1.LogsService.Export",
        "opentelemetry.proto.collector.metrics.v1.MetricsService.Export"
      })
  void reflection_knowsTheMethods(String method) {
    CompletableFuture<ServerReflectionResponse> response = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(server.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    response.complete(value);
                  }

                  @Override
                  public void onError(Throwable error) {
                    response.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {}
                });

    requests.onNext(ServerReflectionRequest.newBuilder().setFileContainingSymbol(method).build());

    assertThat(response.orTimeout(20, TimeUnit.SECONDS).join().hasFileDescriptorResponse())
        .isTrue();
    requests.onCompleted();
  }
}
