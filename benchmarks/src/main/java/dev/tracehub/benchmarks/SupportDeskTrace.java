/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.InstrumentationScope;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.PromptReference;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Status;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.ToolCall;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** One trace of the generator. */
final class SupportDeskTrace {

  private static final HexFormat HEX = HexFormat.of();
  private static final long MILLI = 1_000_000;
  private static final String[] SERVICES = {"chat-api", "agent-worker", "search", "gateway"};
  private static final String[] TOOLS = {"lookup_order", "open_ticket", "refund", "search_docs"};
  private static final String[] ERRORS = {"RateLimitError", "TimeoutError", "500"};
  private static final String[] TEAMS = {"search", "billing", "support", "growth", "platform"};
  private static final double FAILURE_RATE = 0.02;

  /** What a span takes without its payloads, about. */
  private static final int FRAME_BYTES = 520;

  private final RandomGenerator random;
  private final String traceId;
  private final int payloadChars;
  private final Sentences sentences;
  private final String user;
  private final String session;
  private final String service;
  private final String environment;
  private final String release;
  private final ModelChoice model;
  private final List<Span> spans = new ArrayList<>();
  private long now;

  SupportDeskTrace(RandomGenerator random, String traceId, long startNanos, int spanBytes) {
    this.random = random;
    this.traceId = traceId;
    this.now = startNanos;
    this.payloadChars = spanBytes - FRAME_BYTES;
    this.sentences = new Sentences(random);
    int userNumber = skewed(20_000);
    this.user = "user-" + userNumber;
    this.session = "session-" + userNumber + "-" + startNanos / (1_800_000 * MILLI);
    this.service = SERVICES[skewed(SERVICES.length)];
    this.environment = random.nextInt(10) == 0 ? "staging" : "production";
    this.release = "2026.11." + startNanos / (86_400_000 * MILLI) % 30;
    this.model = ModelChoice.pick(random);
  }

  List<Span> spans() {
    String root = spanId();
    long start = now;
    step(root, SpanType.SPAN_TYPE_GUARDRAIL, "check input", 4);
    retrieve(root);
    int calls = 1 + skewed(3);
    for (int i = 0; i < calls; i++) {
      call(root, model, SpanType.SPAN_TYPE_LLM, "chat " + model.name(), 900);
      if (i + 1 < calls) {
        tool(root);
      }
    }
    if (random.nextInt(8) == 0) {
      call(root, ModelChoice.JUDGE, SpanType.SPAN_TYPE_JUDGE, "judge faithfulness", 500);
    }
    spans.add(root(root, start));
    return spans;
  }

  private void retrieve(String parent) {
    String id = spanId();
    long start = now;
    call(id, ModelChoice.EMBEDDING, SpanType.SPAN_TYPE_EMBEDDING, "embed query", 40);
    now += latency(20);
    spans.add(
        span(id, parent, SpanType.SPAN_TYPE_RETRIEVER, start)
            .setName("search articles")
            .setOperation("retrieval")
            .build());
  }

  private void step(String parent, SpanType type, String name, double millis) {
    long start = now;
    now += latency(millis);
    spans.add(span(spanId(), parent, type, start).setName(name).build());
  }

  private void tool(String parent) {
    String tool = TOOLS[skewed(TOOLS.length)];
    long start = now;
    now += latency(120);
    spans.add(
        span(spanId(), parent, SpanType.SPAN_TYPE_TOOL, start)
            .setName("execute_tool " + tool)
            .setOperation("execute_tool")
            .setTool(ToolCall.newBuilder().setName(tool).setCallId("call_" + spanId()))
            .build());
  }

  private void call(String parent, ModelChoice choice, SpanType type, String name, double millis) {
    long start = now;
    now += latency(millis);
    long input = 200L + skewed(4000);
    long output = type == SpanType.SPAN_TYPE_EMBEDDING ? 0 : 20L + skewed(800);
    Span.Builder span =
        span(spanId(), parent, type, start)
            .setName(name)
            .setOperation(type == SpanType.SPAN_TYPE_EMBEDDING ? "embeddings" : "chat")
            .setKind(SpanKind.SPAN_KIND_CLIENT)
            .setProvider(choice.provider())
            .setRequestModel(choice.name())
            .setResponseModel(choice.served())
            .setUsage(choice.usage(random, input, output))
            .setCost(choice.cost(input, output))
            .putModelParameters("temperature", number(0.2))
            .setResponseId("resp_" + spanId());
    if (type == SpanType.SPAN_TYPE_LLM) {
      span.setStreaming(true)
          .setTimeToFirstTokenNano((now - start) / (3 + random.nextInt(5)))
          .addFinishReasons(random.nextInt(20) == 0 ? "length" : "stop")
          .setPrompt(PromptReference.newBuilder().setName("answer").setVersion("7"));
    }
    span.setCollector(facts(UsageRole.USAGE_ROLE_COUNTED));
    spans.add(span.build());
  }

  private Span root(String id, long start) {
    now += latency(2);
    return span(id, "", SpanType.SPAN_TYPE_AGENT, start)
        .setName("answer")
        .setOperation("invoke_agent")
        .setKind(SpanKind.SPAN_KIND_SERVER)
        .setCollector(facts(UsageRole.USAGE_ROLE_REPEATED))
        .setUsage(spans.get(spans.size() - 1).getUsage())
        .build();
  }

  private Span.Builder span(String id, String parent, SpanType type, long start) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(id)
            .setParentSpanId(parent)
            .setType(type)
            .setKind(SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(now)
            .setStatus(status())
            .setService(service)
            .setEnvironment(environment)
            .setRelease(release)
            .setScope(InstrumentationScope.newBuilder().setName("support-desk").setVersion("1.4"))
            .setUserId(user)
            .setSessionId(session)
            .addTags("support")
            .setInput(payload(payloadChars * 3 / 5))
            .setOutput(payload(payloadChars * 2 / 5))
            .setCollector(facts(UsageRole.USAGE_ROLE_UNSPECIFIED));
    addAttributes(span);
    return span;
  }

  private void addAttributes(Span.Builder span) {
    span.putAttributes("team", text(TEAMS[skewed(TEAMS.length)]))
        .putAttributes("thread.name", text("worker-" + random.nextInt(16)))
        .putAttributes("tenant.tier", AttributeValue.newBuilder().setIntValue(skewed(4)).build())
        .putResourceAttributes("host.name", text("node-" + random.nextInt(12)))
        .putResourceAttributes("k8s.namespace.name", text("assist"))
        .putResourceAttributes("telemetry.sdk.language", text("java"));
    if (random.nextInt(3) == 0) {
      span.addTags(random.nextBoolean() ? "beta" : "vip");
    }
  }

  private Status status() {
    if (random.nextDouble() >= FAILURE_RATE) {
      return Status.newBuilder().setCode(StatusCode.STATUS_CODE_OK).build();
    }
    return Status.newBuilder()
        .setCode(StatusCode.STATUS_CODE_ERROR)
        .setErrorType(ERRORS[skewed(ERRORS.length)])
        .setMessage("the call did not come back in time")
        .build();
  }

  private Payload payload(int chars) {
    // Lengths spread from half to one and a half times the mean.
    String text = sentences.text((int) (chars * (0.5 + random.nextDouble())));
    return Payload.newBuilder().setText(text).setSizeBytes(text.length()).build();
  }

  private CollectorFacts facts(UsageRole role) {
    return CollectorFacts.newBuilder()
        .setReceivedTimeUnixNano(now + 80 * MILLI)
        .setUsageRole(role)
        .setMappingVersion(1)
        .build();
  }

  /** Log-normal around a median. */
  private long latency(double medianMillis) {
    return (long) (medianMillis * Math.exp(0.7 * random.nextGaussian()) * MILLI) + 1;
  }

  /** From 0 to below the bound, small numbers far more often. */
  private int skewed(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }

  private String spanId() {
    return HEX.toHexDigits(random.nextLong() | 1);
  }

  private static AttributeValue text(String value) {
    return AttributeValue.newBuilder().setStringValue(value).build();
  }

  private static AttributeValue number(double value) {
    return AttributeValue.newBuilder().setDoubleValue(value).build();
  }
}
