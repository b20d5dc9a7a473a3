/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for spans of every dialect. */
class TranslationTest {

  @Test
  void attributes_ofAllTypesAreKept() {
    Span span =
        Translated.of(
            Map.of(
                "text",
                "주문 🎉",
                "number",
                Long.MIN_VALUE,
                "real",
                0.1,
                "flag",
                false,
                "bytes",
                ByteString.copyFromUtf8("\0\1"),
                "list",
                List.of("a", 1, List.of(true)),
                "map",
                Map.of("k", Map.of("n", 2))));

    Map<String, AttributeValue> kept = span.getAttributesMap();
    assertThat(kept.get("text").getStringValue()).isEqualTo("주문 🎉");
    assertThat(kept.get("number").getIntValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(kept.get("real").getDoubleValue()).isEqualTo(0.1);
    assertThat(kept.get("flag").hasBoolValue()).isTrue();
    assertThat(kept.get("bytes").getBytesValue().size()).isEqualTo(2);
    assertThat(kept.get("list").getArrayValue().getValues(2).getArrayValue().getValuesCount())
        .isEqualTo(1);
    assertThat(
            kept.get("map")
                .getMapValue()
                .getEntriesOrThrow("k")
                .getMapValue()
                .getEntriesOrThrow("n")
                .getIntValue())
        .isEqualTo(2);
  }

  @Test
  void attributes_withoutValueAreKept() {
    Span span =
        Translated.of(
            "",
            Otlp.span(Map.of())
                .addAttributes(
                    io.opentelemetry.proto.common.v1.KeyValue.newBuilder().setKey("nothing"))
                .addAttributes(Otlp.attribute("session.id", "")));

    assertThat(span.getAttributesMap()).containsOnlyKeys("nothing", "session.id");
  }

  @Test
  void everythingBesideAttributes_isTakenOver() {
    Span span =
        Translated.of(
            "",
            Otlp.span(Map.of())
                .setParentSpanId(Otlp.bytes("00000000000000aa"))
                .setKindValue(3)
                .setTraceState("a=b")
                .setFlags(257)
                .setDroppedAttributesCount(1)
                .setDroppedEventsCount(2)
                .setDroppedLinksCount(3)
                .setStatus(
                    Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).setMessage("m"))
                .addEvents(
                    Event.newBuilder()
                        .setName("e")
                        .setTimeUnixNano(5)
                        .setDroppedAttributesCount(4)
                        .addAttributes(Otlp.attribute("k", 1)))
                .addLinks(
                    Link.newBuilder()
                        .setTraceId(Otlp.bytes(Otlp.TRACE_ID))
                        .setSpanId(Otlp.bytes(Otlp.SPAN_ID))
                        .setTraceState("c=d")
                        .setFlags(1)
                        .setDroppedAttributesCount(5)
                        .addAttributes(Otlp.attribute("l", "v"))));

    assertThat(span.getTraceId()).isEqualTo(Otlp.TRACE_ID);
    assertThat(span.getSpanId()).isEqualTo(Otlp.SPAN_ID);
    assertThat(span.getParentSpanId()).isEqualTo("00000000000000aa");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getTraceState()).isEqualTo("a=b");
    assertThat(span.getFlags()).isEqualTo(257);
    assertThat(span.getDropped().getAttributes()).isEqualTo(1);
    assertThat(span.getDropped().getEvents()).isEqualTo(2);
    assertThat(span.getDropped().getLinks()).isEqualTo(3);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_OK);
    assertThat(span.getStatus().getMessage()).isEqualTo("m");
    assertThat(span.getEvents(0).getTimeUnixNano()).isEqualTo(5);
    assertThat(span.getEvents(0).getDroppedAttributes()).isEqualTo(4);
    assertThat(span.getEvents(0).getAttributesMap()).containsKey("k");
    assertThat(span.getLinks(0).getTraceState()).isEqualTo("c=d");
    assertThat(span.getLinks(0).getFlags()).isEqualTo(1);
    assertThat(span.getLinks(0).getDroppedAttributes()).isEqualTo(5);
    assertThat(span.getLinks(0).getAttributesMap()).containsKey("l");
  }

  @Test
  void resourceAndScope_fillFieldsAndLoseNothing() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder().setSchemaUrl("https://schema/1");
    resource
        .getResourceBuilder()
        .setDroppedAttributesCount(2)
        .addAttributes(Otlp.attribute("service.name", "shop"))
        .addAttributes(Otlp.attribute("service.version", "1.2"))
        .addAttributes(Otlp.attribute("deployment.environment.name", "staging"))
        .addAttributes(Otlp.attribute("host.name", "h"));
    var scope = resource.addScopeSpansBuilder().setSchemaUrl("https://schema/2");
    scope
        .getScopeBuilder()
        .setName("lib")
        .setVersion("3")
        .addAttributes(Otlp.attribute("build", "x"));
    scope.addSpans(Otlp.span(Map.of()));
    scope.addSpans(
        Otlp.span(Map.of("deployment.environment.name", "canary"))
            .setSpanId(Otlp.bytes("00000000000000bb")));

    List<Span.Builder> spans =
        OtlpTranslator.create().translate(Otlp.parsed(request.build())).finished();

    assertThat(spans.get(0).getService()).isEqualTo("shop");
    assertThat(spans.get(0).getRelease()).isEqualTo("1.2");
    assertThat(spans.get(0).getEnvironment()).isEqualTo("staging");
    assertThat(spans.get(0).getScope().getName()).isEqualTo("lib");
    assertThat(spans.get(0).getScope().getVersion()).isEqualTo("3");
    assertThat(spans.get(0).getAttributesMap())
        .containsOnlyKeys("otel.scope.build", "otel.scope.schema_url");
    assertThat(spans.get(0).getResourceAttributesMap())
        .containsOnlyKeys(
            "host.name", "otel.resource.dropped_attributes_count", "otel.resource.schema_url");
    // A span that knows better: the resource's own value is not lost.
    assertThat(spans.get(1).getEnvironment()).isEqualTo("canary");
    assertThat(spans.get(1).getResourceAttributesMap()).containsKey("deployment.environment.name");
  }

  @Test
  void errors_takeTheirTypeFromTheExceptionAndOnlyThen() {
    Event exception =
        Event.newBuilder()
            .setName("exception")
            .addAttributes(Otlp.attribute("exception.type", "TimeoutError"))
            .addAttributes(Otlp.attribute("exception.message", "too late"))
            .build();
    Status error = Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build();

    Span failed = Translated.of("", Otlp.span(Map.of()).setStatus(error).addEvents(exception));
    Span recovered = Translated.of("", Otlp.span(Map.of()).addEvents(exception));
    Span named =
        Translated.of(
            "", Otlp.span(Map.of("error.type", "429")).setStatus(error).addEvents(exception));

    assertThat(failed.getStatus().getErrorType()).isEqualTo("TimeoutError");
    assertThat(failed.getStatus().getMessage()).isEqualTo("too late");
    assertThat(recovered.hasStatus()).isFalse();
    assertThat(named.getStatus().getErrorType()).isEqualTo("429");
    assertThat(named.getAttributesMap()).isEmpty();
  }

  @Test
  void valuesOfAnotherType_fillTheFieldAndStay() {
    Span span =
        Translated.of(
            "",
            Otlp.span(Map.of("error.type", 23, "user.id", 42))
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR)));

    assertThat(span.getStatus().getErrorType()).isEqualTo("23");
    assertThat(span.getUserId()).isEqualTo("42");
    assertThat(span.getAttributesMap()).containsOnlyKeys("error.type", "user.id");
  }

  @Test
  void losersOfAField_stayUnlessTheySayTheSame() {
    Span span =
        Translated.of(
            Map.of(
                "session.id", "s",
                "gen_ai.conversation.id", "s",
                "langsmith.metadata.session_id", "other"));

    assertThat(span.getSessionId()).isEqualTo("s");
    assertThat(span.getAttributesMap()).containsOnlyKeys("langsmith.metadata.session_id");
  }

  @Test
  void whatTheDialectOverrules_stays() {
    Span span =
        Translated.of(
            "",
            Otlp.span(
                    Map.of(
                        "langfuse.observation.level", "ERROR",
                        "langfuse.observation.status_message", "no credit"))
                .setStatus(
                    Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).setMessage("m")));

    assertThat(span.getStatus().getMessage()).isEqualTo("no credit");
    assertThat(span.getAttributesMap())
        .containsOnlyKeys(
            "langfuse.observation.level", "otel.status_code", "otel.status_description");
  }

  @Test
  void serviceTier_thatServedGoesBeforeTheOneAskedFor() {
    Span span =
        Translated.of(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.invocation_parameters", "{\"service_tier\":\"auto\"}",
                "output.value", "{\"service_tier\":\"flex\"}"));

    assertThat(span.getModelParametersOrThrow("service_tier").getStringValue()).isEqualTo("flex");
    assertThat(span.getModelParametersOrThrow("request_service_tier").getStringValue())
        .isEqualTo("auto");
  }

  @Test
  void listsOfMixedTypesAndLoneCosts_fillWhatTheyCanAndStay() {
    Span span =
        Translated.of(
            Map.of(
                "tag.tags",
                List.of("a", 1, Map.of("b", 2)),
                "llm.cost.prompt",
                0.5,
                "http.request.resend_count",
                1L << 40));

    assertThat(span.getTagsList()).containsExactly("a", "1");
    assertThat(span.hasCost()).isFalse();
    assertThat(span.getRetryCount()).isZero();
    assertThat(span.getAttributesMap())
        .containsOnlyKeys("tag.tags", "llm.cost.prompt", "http.request.resend_count");
  }

  @Test
  void brokenNumbersAndDocuments_fillNothingAndStay() {
    Span span =
        Translated.of(
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.usage.input_tokens", "many",
                "gen_ai.usage.output_tokens", -4,
                "metadata", "{\"session_id\":\"s-1\",\"langgraph_node",
                "llm.invocation_parameters", "not json"));

    assertThat(span.hasUsage()).isFalse();
    // What stands before the cut counts.
    assertThat(span.getSessionId()).isEqualTo("s-1");
    assertThat(span.getAttributesMap())
        .containsOnlyKeys(
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "metadata",
            "llm.invocation_parameters");
  }

  @Test
  void documents_mayBeJsonInsideJson() {
    Span span =
        Translated.of(
            Map.of("metadata", "\"{\\\"session_id\\\":\\\"s-2\\\",\\\"user_id\\\":\\\"u-2\\\"}\""));

    assertThat(span.getSessionId()).isEqualTo("s-2");
    assertThat(span.getUserId()).isEqualTo("u-2");
  }

  @Test
  void deepDocuments_areNoFault() {
    String deep = "[".repeat(100_000);

    Span span =
        Translated.of(
            Map.of(
                "metadata", "{\"x\":" + deep + ",\"session_id\":\"s\"}",
                "langfuse.observation.model.parameters", "{\"x\":" + deep));

    assertThat(span.getSessionId()).isEmpty();
    assertThat(span.getAttributesMap())
        .containsOnlyKeys("metadata", "langfuse.observation.model.parameters");
  }

  @Test
  void rebuiltArrays_areBoundedAndLeaveTheRest() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("openinference.span.kind", "LLM");
    attributes.put("llm.input_messages.0.message.content", "in");
    attributes.put("llm.input_messages.99999.message.content", "too far");
    attributes.put("llm.input_messages.0" + ".x".repeat(40), "too deep");
    attributes.put("llm.input_messages.x.message.content", "no index");

    Span span = Translated.of(attributes);

    assertThat(span.getInput().getText()).isEqualTo("[{\"content\":\"in\"}]");
    assertThat(span.getAttributesMap())
        .containsOnlyKeys(
            "llm.input_messages.99999.message.content",
            "llm.input_messages.0" + ".x".repeat(40),
            "llm.input_messages.x.message.content");
  }

  @Test
  void rebuiltArrays_thatLoseTheFieldStayAttributes() {
    Span span =
        Translated.of(
            Map.of(
                "openinference.span.kind", "LLM",
                "gen_ai.input.messages", "[]",
                "llm.input_messages.0.message.content", "in"));

    assertThat(span.getInput().getText()).isEqualTo("[]");
    assertThat(span.getAttributesMap()).containsOnlyKeys("llm.input_messages.0.message.content");
  }

  @Test
  void payloads_mayBeStructuredOrBytes() {
    Span structured =
        Translated.of(
            Map.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.output.messages",
                List.of(Map.of("role", "assistant"))));
    Span bytes = Translated.of(Map.of("input.value", ByteString.copyFromUtf8("raw")));

    assertThat(structured.getOutput().getText()).isEqualTo("[{\"role\":\"assistant\"}]");
    assertThat(structured.getOutput().getMimeType()).isEqualTo("application/json");
    assertThat(bytes.getInput().getData().toStringUtf8()).isEqualTo("raw");
  }

  @Test
  void spansWithoutValidIds_areLeftOut() {
    Translation translation =
        OtlpTranslator.create()
            .translate(
                Otlp.request(
                    Otlp.span(Map.of()).setTraceId(ByteString.EMPTY),
                    Otlp.span(Map.of()).setSpanId(ByteString.copyFrom(new byte[8])),
                    Otlp.span(Map.of()).setParentSpanId(ByteString.copyFrom(new byte[8]))));

    assertThat(translation.finished()).hasSize(1);
    assertThat(translation.finished().get(0).getParentSpanId()).isEmpty();
  }

  @Test
  void provider_isGuessedFromHostThenModel() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.request.model", "gpt-4o");
    assertThat(Translated.of(attributes).getProvider()).isEqualTo("openai");

    attributes.put("server.address", "my.openai.azure.com");
    assertThat(Translated.of(attributes).getProvider()).isEqualTo("azure.ai.openai");

    attributes.put("gen_ai.request.model", "own-model");
    attributes.put("server.address", "10.0.0.1");
    assertThat(Translated.of(attributes).getProvider()).isEmpty();

    attributes.put("gen_ai.system", "anthropic.messages.v9");
    assertThat(Translated.of(attributes).getProvider()).isEqualTo("anthropic");
  }

  @Test
  void translation_isAFunctionOfTheRequest() {
    Map<String, Object> attributes =
        Map.of("openinference.span.kind", "LLM", "llm.model_name", "m", "x", 1);

    assertThat(Translated.of(attributes)).isEqualTo(Translated.of(attributes));
  }
}
