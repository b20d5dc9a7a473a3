/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many spans of 1 KB with twelve attributes one core takes from bytes to records, by the
 * processor time of its thread (garbage collection runs on others). Run {@code main}; it prints a
 * line per sort of span.
 */
final class PipelineTiming {

  private static final int SPANS_PER_REQUEST = 64;
  private static final int REQUESTS = 500;
  private static final int ROUNDS = 8;
  private static final int SEED = 7;

  private PipelineTiming() {}

  private interface Work {
    int run(SpanPipeline pipeline, byte[] request) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    measure("OTLP GenAI", requests(PipelineTiming::genAi), PipelineTiming::otlp);
    measure("OTLP HTTP", requests(PipelineTiming::http), PipelineTiming::otlp);
    measure("OTLP OpenInference", requests(PipelineTiming::openInference), PipelineTiming::otlp);
    measure("own protocol", batches(), PipelineTiming::batch);
  }

  private static int otlp(SpanPipeline pipeline, byte[] bytes) throws Exception {
    return pipeline.otlp("p", OtlpRequest.parseFrom(bytes), 1).size();
  }

  private static int batch(SpanPipeline pipeline, byte[] bytes) throws Exception {
    return pipeline.batch("p", SentBatch.parseFrom(bytes), 1).size();
  }

  private static void measure(String what, List<byte[]> requests, Work work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      SpanPipeline pipeline =
          new SpanPipeline(
              OtlpTranslator.create(),
              PriceBook.builtIn(),
              new UsageRoles(UsageRoles.DEFAULT_MAX_SPANS));
      long start = threads.getCurrentThreadCpuTime();
      long records = 0;
      for (byte[] request : requests) {
        records += work.run(pipeline, request);
      }
      double perSecond = records * 1e9 / (threads.getCurrentThreadCpuTime() - start);
      best = Math.max(best, perSecond);
    }
    int size = requests.get(0).length / SPANS_PER_REQUEST;
    System.out.printf("%-20s %5d bytes/span %,12.0f spans per core-second%n", what, size, best);
  }

  private interface SpanMaker {
    Map<String, Object> attributes(Random random);
  }

  private static List<byte[]> requests(SpanMaker maker) {
    Random random = new Random(SEED);
    return random
        .ints(REQUESTS)
        .mapToObj(
            n -> {
              Span.Builder[] spans = new Span.Builder[SPANS_PER_REQUEST];
              for (int i = 0; i < spans.length; i++) {
                spans[i] =
                    Otlp.span(maker.attributes(random))
                        .setTraceId(Otlp.bytes("%016x%016x".formatted(n | 1L << 40, i / 8)))
                        .setSpanId(Otlp.bytes("%016x".formatted(random.nextLong() | 1)))
                        .setName("chat gpt-4o-mini");
              }
              return Otlp.message("timing", spans).toByteArray();
            })
        .toList();
  }

  private static Map<String, Object> genAi(Random random) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.provider.name", "openai");
    attributes.put("gen_ai.request.model", "gpt-4o-mini");
    attributes.put("gen_ai.response.model", "gpt-4o-mini-2024-07-18");
    attributes.put("gen_ai.response.id", "chatcmpl-" + random.nextInt());
    attributes.put("gen_ai.response.finish_reasons", List.of("stop"));
    attributes.put("gen_ai.usage.input_tokens", random.nextInt(1000));
    attributes.put("gen_ai.usage.output_tokens", random.nextInt(1000));
    attributes.put("session.id", "session-" + random.nextInt(100));
    attributes.put("user.id", "user-" + random.nextInt(100));
    attributes.put("gen_ai.input.messages", messages("user", 280));
    attributes.put("gen_ai.output.messages", messages("assistant", 200));
    return attributes;
  }

  private static String messages(String role, int length) {
    return "[{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}]"
        .formatted(role, "x".repeat(length));
  }

  private static Map<String, Object> http(Random random) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", "POST");
    attributes.put("http.response.status_code", 200);
    attributes.put("url.full", "https://shop.example/orders/" + random.nextInt());
    attributes.put("url.path", "/orders");
    attributes.put("url.scheme", "https");
    attributes.put("server.address", "shop.example");
    attributes.put("server.port", 443);
    attributes.put("network.peer.address", "10.0.0.7");
    attributes.put("network.protocol.version", "1.1");
    attributes.put("user_agent.original", "agent/1.0 " + "x".repeat(300));
    attributes.put("app.note", "x".repeat(200));
    attributes.put("app.items", random.nextInt(10));
    return attributes;
  }

  private static Map<String, Object> openInference(Random random) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("openinference.span.kind", "LLM");
    attributes.put("llm.model_name", "gpt-4o-mini-2024-07-18");
    attributes.put("llm.invocation_parameters", "{\"model\":\"gpt-4o-mini\",\"temperature\":0.2}");
    attributes.put("llm.provider", "openai");
    attributes.put("llm.token_count.prompt", random.nextInt(1000));
    attributes.put("llm.token_count.completion", random.nextInt(1000));
    attributes.put("llm.input_messages.0.message.role", "user");
    attributes.put("llm.input_messages.0.message.content", "x".repeat(200));
    attributes.put("llm.output_messages.0.message.role", "assistant");
    attributes.put("llm.output_messages.0.message.content", "x".repeat(100));
    attributes.put("session.id", "session-" + random.nextInt(100));
    attributes.put("output.value", "{\"id\":\"c-1\",\"choices\":[{\"finish_reason\":\"stop\"}]}");
    return attributes;
  }

  private static List<byte[]> batches() {
    Random random = new Random(SEED);
    return random
        .ints(REQUESTS)
        .mapToObj(
            n -> {
              TraceBatch.Builder batch = TraceBatch.newBuilder().setService("timing");
              for (int i = 0; i < SPANS_PER_REQUEST; i++) {
                batch.addSpans(OwnSpans.llm(n, i, random));
              }
              return batch.build().toByteArray();
            })
        .toList();
  }
}
