/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static dev.tracehub.v1.UsageRole.USAGE_ROLE_COUNTED;
import static dev.tracehub.v1.UsageRole.USAGE_ROLE_REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.UsageRole;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One call of a model, as several libraries record it together, counts once. */
class CallsOfDialectsTest {

  private static final Map<String, Object> OPENAI =
      Map.of(
          "gen_ai.operation.name",
          "chat",
          "gen_ai.request.model",
          "gpt-4o",
          "gen_ai.response.id",
          "chatcmpl-1",
          "gen_ai.usage.input_tokens",
          10,
          "gen_ai.usage.output_tokens",
          5);

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(
            "a LiteLLM proxy over OpenAI",
            "1 repeats, 2 counts",
            List.of(
                span(
                    1,
                    0,
                    Map.of(
                        "gen_ai.operation.name",
                        "acompletion",
                        "llm.request.type",
                        "completion",
                        "gen_ai.request.model",
                        "gpt-4o",
                        "gen_ai.usage.prompt_tokens",
                        10,
                        "gen_ai.usage.completion_tokens",
                        5,
                        "gen_ai.cost.total_cost",
                        0.001)),
                span(2, 1, OPENAI))),
        Arguments.of(
            "the AI SDK's outer and inner span, over a gateway of the provider",
            "1 repeats, 2 repeats, 3 counts",
            List.of(
                span(
                    1,
                    0,
                    Map.of(
                        "ai.operationId",
                        "ai.generateText",
                        "ai.model.id",
                        "gpt-4o",
                        "ai.usage.promptTokens",
                        10,
                        "ai.usage.completionTokens",
                        5)),
                span(
                    2,
                    1,
                    Map.of(
                        "ai.operationId",
                        "ai.generateText.doGenerate",
                        "ai.model.id",
                        "gpt-4o",
                        "ai.usage.promptTokens",
                        10,
                        "ai.usage.completionTokens",
                        5)),
                span(3, 2, OPENAI))),
        Arguments.of(
            "two steps of the AI SDK",
            "1 repeats, 2 counts, 3 counts",
            List.of(
                span(1, 0, Map.of("ai.operationId", "ai.streamText", "ai.usage.inputTokens", 30)),
                span(
                    2,
                    1,
                    Map.of("ai.operationId", "ai.streamText.doStream", "ai.usage.inputTokens", 10)),
                span(
                    3,
                    1,
                    Map.of(
                        "ai.operationId", "ai.streamText.doStream", "ai.usage.inputTokens", 20)))),
        Arguments.of(
            "a Langfuse trace over its generation",
            "1 repeats, 2 counts",
            List.of(span(1, 0, langfuse("span")), span(2, 1, langfuse("generation")))),
        Arguments.of(
            "OpenInference's LangChain over its OpenAI",
            "2 repeats, 3 counts",
            List.of(
                span(1, 0, Map.of("openinference.span.kind", "CHAIN")),
                span(2, 1, openInference()),
                span(3, 2, openInference()))),
        Arguments.of(
            "OpenLLMetry's workflow and LangChain over its OpenAI",
            "2 repeats, 3 counts",
            List.of(
                span(1, 0, Map.of("traceloop.span.kind", "workflow")),
                span(
                    2,
                    1,
                    Map.of(
                        "llm.request.type",
                        "chat",
                        "gen_ai.usage.prompt_tokens",
                        10,
                        "gen_ai.usage.completion_tokens",
                        5)),
                span(3, 2, OPENAI))),
        Arguments.of(
            "Spring AI's chat client over its chat model, all numbers as text",
            "2 counts",
            List.of(
                span(1, 0, Map.of("spring.ai.kind", "chat_client")),
                span(
                    2,
                    1,
                    Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.usage.input_tokens",
                        "10",
                        "gen_ai.usage.output_tokens",
                        "5")))),
        Arguments.of(
            "a run of a pydantic-ai agent over its calls",
            "1 repeats, 2 counts, 3 counts",
            List.of(
                span(
                    1,
                    0,
                    Map.of(
                        "gen_ai.operation.name",
                        "invoke_agent",
                        "gen_ai.usage.input_tokens",
                        20,
                        "gen_ai.usage.output_tokens",
                        10)),
                span(2, 1, answered("r1")),
                span(3, 1, answered("r2")))),
        Arguments.of(
            "LangSmith's chain over its model call",
            "1 repeats, 2 counts",
            List.of(span(1, 0, langSmith("chain")), span(2, 1, langSmith("llm")))),
        Arguments.of(
            "MLflow's chain over its chat model",
            "1 repeats, 2 counts",
            List.of(span(1, 0, mlflow("CHAIN")), span(2, 1, mlflow("CHAT_MODEL")))),
        Arguments.of(
            "two libraries at one call, side by side",
            "2 repeats, 3 counts",
            List.of(
                span(1, 0, Map.of("traceloop.span.kind", "workflow")),
                span(2, 1, OPENAI),
                inside(span(3, 1, OPENAI)))),
        Arguments.of(
            "two libraries at one call, one of which reports no tokens",
            "1 repeats, 2 counts",
            List.of(
                inside(
                    span(
                        1,
                        9,
                        Map.of(
                            "openinference.span.kind",
                            "LLM",
                            "output.value",
                            "{\"id\":\"chatcmpl-1\"}"))),
                span(2, 9, OPENAI))));
  }

  private static Map<String, Object> langfuse(String type) {
    return Map.of(
        "langfuse.observation.type",
        type,
        "langfuse.observation.usage_details",
        "{\"input\":10,\"output\":5}");
  }

  private static Map<String, Object> openInference() {
    return Map.of(
        "openinference.span.kind",
        "LLM",
        "llm.token_count.prompt",
        10,
        "llm.token_count.completion",
        5);
  }

  private static Map<String, Object> langSmith(String kind) {
    return Map.of(
        "langsmith.span.kind",
        kind,
        "gen_ai.usage.input_tokens",
        10,
        "gen_ai.usage.output_tokens",
        5);
  }

  private static Map<String, Object> mlflow(String type) {
    return Map.of(
        "mlflow.spanType",
        "\"" + type + "\"",
        "mlflow.chat.tokenUsage",
        "{\"input_tokens\":10,\"output_tokens\":5,\"total_tokens\":15}");
  }

  private static Map<String, Object> answered(String id) {
    Map<String, Object> attributes = new TreeMap<>(OPENAI);
    attributes.put("gen_ai.response.id", id);
    return attributes;
  }

  /** Ids and parents are small numbers; parent 0 is none. */
  private static Span span(int id, int parent, Map<String, ?> attributes) {
    Span.Builder span = Otlp.span(attributes).setSpanId(Otlp.bytes("%016x".formatted(id)));
    if (parent != 0) {
      span.setParentSpanId(Otlp.bytes("%016x".formatted(parent)));
    }
    return span.build();
  }

  /** Begins after the others and ends before them. */
  private static Span inside(Span span) {
    return span.toBuilder()
        .setStartTimeUnixNano(span.getStartTimeUnixNano() + 1_000)
        .setEndTimeUnixNano(span.getEndTimeUnixNano() - 1_000)
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void roles_inEveryOrderOfArrival(String what, String expected, List<Span> spans) {
    for (List<Span> order : orders(spans)) {
      assertThat(roles(order)).as("%s, as they come: %s", what, order).isEqualTo(expected);
    }
  }

  private static String roles(List<Span> arriving) {
    SpanPipeline pipeline =
        new SpanPipeline(OtlpTranslator.create(), PriceBook.builtIn(), new UsageRoles(100));
    Map<String, UsageRole> roles = new TreeMap<>();
    for (Span span : arriving) {
      for (StoredRecord record : pipeline.otlp("p", Otlp.request(span.toBuilder()), 1)) {
        if (record instanceof StoredRecord.Finished finished) {
          roles.put(finished.span().getSpanId(), finished.span().getCollector().getUsageRole());
        } else if (record instanceof StoredRecord.RoleChange change) {
          roles.put(change.spanId().toString(), change.role());
        }
      }
    }
    List<String> words = new ArrayList<>();
    roles.forEach(
        (id, role) -> {
          String number = Integer.toString(Integer.parseInt(id, 16));
          if (role == USAGE_ROLE_COUNTED) {
            words.add(number + " counts");
          } else if (role == USAGE_ROLE_REPEATED) {
            words.add(number + " repeats");
          }
        });
    return String.join(", ", words);
  }

  private static List<List<Span>> orders(List<Span> spans) {
    if (spans.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Span>> all = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      List<Span> rest = new ArrayList<>(spans);
      Span first = rest.remove(i);
      for (List<Span> tail : orders(rest)) {
        List<Span> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
