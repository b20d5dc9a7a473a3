/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.ActivateKeyRequest;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.DeactivateProjectRequest;
import dev.tracehub.v1.DeleteProjectRequest;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.ModelAlias;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PriceRow;
import dev.tracehub.v1.PricingServiceGrpc;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import dev.tracehub.v1.PutPriceRequest;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.SetAliasRequest;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import dev.tracehub.v1.Usage;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A project on a collector, in which everything that a caller may ever see says whose it is. */
final class Tenant {

  private final String id;
  private final Channel channel;
  private final ProjectServiceBlockingStub projects;
  private final String traceId;
  private final String spanId;
  private final CreateKeyResponse admin;

  /**
   * Creates the project.
   *
   * @param number one digit, which its ids are made of
   */
  Tenant(Channel channel, String adminKey, String id, int number) {
    this.id = id;
    this.channel = channel;
    this.projects = ProjectServiceGrpc.newBlockingStub(authorized(channel, adminKey));
    this.traceId = Integer.toString(number).repeat(32);
    this.spanId = Integer.toString(number).repeat(16);
    var unused =
        projects.createProject(
            CreateProjectRequest.newBuilder()
                .setProjectId(id)
                .setDisplayName(mark("display-name"))
                .setMasking(
                    MaskingPolicy.newBuilder()
                        .addPatterns(
                            MaskingPattern.newBuilder()
                                .setName(mark("pattern"))
                                .setPattern("EMP-[0-9]+")))
                .build());
    this.admin = createKey(request -> request, KeyScope.KEY_SCOPE_ADMIN);
  }

  String id() {
    return id;
  }

  /** A text that no other project has in it. */
  String mark(String what) {
    return "mark-of-" + id + "-" + what;
  }

  /** What all its texts begin with. */
  String marks() {
    return "mark-of-" + id;
  }

  /** What a request has to name to mean something of this project. */
  Map<String, String> ids() {
    return Map.of(
        "project_id",
        id,
        "trace_id",
        traceId,
        "span_id",
        spanId,
        "key_id",
        admin.getKey().getKeyId(),
        "session_id",
        mark("session"),
        "model",
        mark("priced"),
        "rerate_id",
        "no-rerate-of-" + id);
  }

  Credential admin() {
    return Credential.key("admin of " + id, admin.getSecret());
  }

  /** The same key with another last digit, so that its checksum is wrong. */
  Credential misspelt() {
    String key = admin.getSecret();
    char last = key.charAt(key.length() - 1) == 'a' ? 'b' : 'a';
    return Credential.key("misspelt key", key.substring(0, key.length() - 1) + last);
  }

  Credential with(KeyScope... scopes) {
    return Credential.key(
        "key of " + id + " for " + List.of(scopes),
        createKey(request -> request, scopes).getSecret());
  }

  Credential inactive() {
    return Credential.key(
        "inactive key",
        createKey(request -> request.setInactive(true), KeyScope.KEY_SCOPE_ADMIN).getSecret());
  }

  Credential revoked() {
    CreateKeyResponse key = createKey(request -> request, KeyScope.KEY_SCOPE_ADMIN);
    var unused =
        projects.revokeKey(
            RevokeKeyRequest.newBuilder()
                .setProjectId(id)
                .setKeyId(key.getKey().getKeyId())
                .build());
    return Credential.key("revoked key", key.getSecret());
  }

  /** A key that ends in an hour of the server's clock. */
  Credential expiring(MovableClock clock) {
    var end = clock.instant().plus(Duration.ofHours(1));
    return Credential.key(
        "expired key",
        createKey(
                request -> request.setExpireTime(Timestamps.fromMillis(end.toEpochMilli())),
                KeyScope.KEY_SCOPE_ADMIN)
            .getSecret());
  }

  void deactivate() {
    var unused =
        projects.deactivateProject(DeactivateProjectRequest.newBuilder().setProjectId(id).build());
  }

  void delete() {
    var unused = projects.deleteProject(DeleteProjectRequest.newBuilder().setProjectId(id).build());
  }

  private CreateKeyResponse createKey(
      UnaryOperator<CreateKeyRequest.Builder> change, KeyScope... scopes) {
    CreateKeyResponse created =
        projects.createKey(
            change
                .apply(
                    CreateKeyRequest.newBuilder()
                        .setProjectId(id)
                        .setDescription(mark("key"))
                        .addAllScopes(List.of(scopes)))
                .build());
    if (!created.getKey().getState().name().contains("INACTIVE")) {
      var unused =
          projects.activateKey(
              ActivateKeyRequest.newBuilder()
                  .setProjectId(id)
                  .setKeyId(created.getKey().getKeyId())
                  .build());
    }
    return created;
  }

  /**
   * Sends two finished spans and a started one, a judgement and a measurement, and waits until the
   * store has them.
   */
  void record(MovableClock clock) {
    long now = clock.instant().toEpochMilli() * 1_000_000L;
    Span finished =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(spanId)
            .setName(mark("name"))
            .setType(SpanType.SPAN_TYPE_NODE)
            .setSessionId(mark("session"))
            .setUserId(mark("user"))
            .setRequestModel(mark("model"))
            .setProvider(mark("provider"))
            .setUsage(Usage.newBuilder().setInputTokens(10).setOutputTokens(10))
            .setGraph(GraphPosition.newBuilder().setRunId("run").setNode(mark("node")))
            .setInput(Payload.newBuilder().setText(mark("input") + " EMP-7"))
            .setStartTimeUnixNano(now - 2_000_000_000L)
            .setEndTimeUnixNano(now - 1_000_000_000L)
            .build();
    Span started =
        finished.toBuilder()
            .setSpanId("f" + spanId.substring(1))
            .clearEndTimeUnixNano()
            .clearUsage()
            .build();
    Span silent =
        finished.toBuilder()
            .setSpanId("e" + spanId.substring(1))
            .setParentSpanId(spanId)
            .setType(SpanType.SPAN_TYPE_LLM)
            .clearUsage()
            .build();
    TraceBatch batch =
        TraceBatch.newBuilder()
            .setClientId(mark("client"))
            .setSequence(1)
            .setBatchId(id)
            .setService(mark("service"))
            .setWaitUntilStored(true)
            .addSpans(finished)
            .addSpans(silent)
            .addStartedSpans(started)
            .addEvaluations(
                Evaluation.newBuilder()
                    .setEvaluationId(mark("evaluation"))
                    .setTraceId(traceId)
                    .setSpanId(spanId)
                    .setName(mark("judged"))
                    .setSource(EvaluationSource.EVALUATION_SOURCE_HUMAN)
                    .setTimeUnixNano(now))
            .addMetrics(MetricPoint.newBuilder().setName(mark("measured")).setTimeUnixNano(now))
            .build();
    var receipt =
        TraceServiceGrpc.newBlockingStub(authorized(channel, admin.getSecret()))
            .sendBatch(batch)
            .getReceipt();
    if (receipt.getAccepted() != 5 || !receipt.getStored()) {
      throw new AssertionError("not stored: " + receipt);
    }
    price();
  }

  /** A price of its own and another name for it. */
  private void price() {
    var pricing = PricingServiceGrpc.newBlockingStub(authorized(channel, admin.getSecret()));
    var unusedPrice =
        pricing.putPrice(
            PutPriceRequest.newBuilder()
                .setProjectId(id)
                .setPrice(
                    PriceRow.newBuilder()
                        .setModel(mark("priced"))
                        .setProvider("openai")
                        .setInput("1")
                        .setOutput("2"))
                .build());
    var unusedAlias =
        pricing.setAlias(
            SetAliasRequest.newBuilder()
                .setProjectId(id)
                .setAlias(
                    ModelAlias.newBuilder()
                        .setModel(mark("alias"))
                        .setPricedModel(mark("priced"))
                        .setPricedProvider("openai"))
                .build());
  }

  static Channel authorized(Channel channel, String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
