/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.SpanEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The content of calls whose messages are log records, as each instrumentation writes them. */
class EventContentsTest {

  private final EventContents contents = EventContents.create();

  @Test
  void messageEvents_withStructuredBodies() {
    EventContents.Contents found =
        contents.of(
            List.of(
                event(
                    "gen_ai.system.message",
                    "otel.log.body",
                    map(Map.of("content", text("Be brief."))),
                    "gen_ai.system",
                    text("openai")),
                event(
                    "gen_ai.user.message", "otel.log.body", map(Map.of("content", text("Hello?")))),
                event(
                    "gen_ai.choice",
                    "otel.log.body",
                    map(
                        Map.of(
                            "index",
                            AttributeValue.newBuilder().setIntValue(0).build(),
                            "finish_reason",
                            text("stop"),
                            "message",
                            map(Map.of("content", text("Hi.")))))),
                event("log", "otel.log.body", text("unrelated"))));

    assertThat(found.input())
        .isEqualTo(
            json(
                "[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                    + "{\"role\":\"user\",\"content\":\"Hello?\"}]"));
    assertThat(found.output())
        .isEqualTo(
            json(
                "[{\"finish_reason\":\"stop\",\"index\":0,"
                    + "\"message\":{\"content\":\"Hi.\"}}]"));
  }

  @Test
  void messageEvents_withBodiesAsText() {
    EventContents.Contents found =
        contents.of(
            List.of(
                event("gen_ai.user.message", "otel.log.body", text("Hello?")),
                event(
                    "gen_ai.choice",
                    "otel.log.body",
                    text("{\"message\":{\"role\":\"assistant\"}}"))));

    assertThat(found.input()).isEqualTo(json("[{\"role\":\"user\",\"content\":\"Hello?\"}]"));
    assertThat(found.output()).isEqualTo(json("[{\"message\":{\"role\":\"assistant\"}}]"));
  }

  @Test
  void messageEvents_withTheMessageInAnAttribute() {
    EventContents.Contents found =
        contents.of(
            List.of(
                event(
                    "gen_ai.user.message",
                    "gen_ai.event.content",
                    text("{\"role\":\"user\",\"content\":\"Hello?\"}"),
                    "gen_ai.system",
                    text("az.ai.inference"))));

    assertThat(found.input()).isEqualTo(json("[{\"role\":\"user\",\"content\":\"Hello?\"}]"));
    assertThat(found.output()).isNull();
  }

  @Test
  void detailsEvent_withStructuredMessages() {
    AttributeValue.Builder messages = AttributeValue.newBuilder();
    messages.getArrayValueBuilder().addValues(map(Map.of("role", text("user"))));

    EventContents.Contents found =
        contents.of(
            List.of(
                event(
                    "gen_ai.client.inference.operation.details",
                    "gen_ai.input.messages",
                    messages.build(),
                    "gen_ai.system_instructions",
                    text("[{\"type\":\"text\",\"content\":\"Be brief.\"}]"),
                    "gen_ai.output.messages",
                    text("[{\"role\":\"assistant\"}]"))));

    assertThat(found.input())
        .isEqualTo(
            json(
                "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\","
                    + "\"content\":\"Be brief.\"}]},{\"role\":\"user\"}]"));
    assertThat(found.output()).isEqualTo(json("[{\"role\":\"assistant\"}]"));
  }

  @Test
  void contentEvents_ofTheOldestConventions() {
    EventContents.Contents found =
        contents.of(
            List.of(
                event("gen_ai.content.prompt", "gen_ai.prompt", text("Hello?")),
                event("gen_ai.content.completion", "gen_ai.completion", text("Hi."))));

    assertThat(found.input())
        .isEqualTo(Payload.newBuilder().setText("Hello?").setSizeBytes(6).build());
    assertThat(found.output())
        .isEqualTo(Payload.newBuilder().setText("Hi.").setSizeBytes(3).build());
  }

  @Test
  void otherEvents_haveNoContent() {
    EventContents.Contents found =
        contents.of(List.of(event("log", "otel.log.body", text("Hello?"))));

    assertThat(found).isEqualTo(EventContents.Contents.NONE);
  }

  private static SpanEvent event(String name, Object... attributes) {
    SpanEvent.Builder event = SpanEvent.newBuilder().setName(name);
    for (int i = 0; i < attributes.length; i += 2) {
      event.putAttributes((String) attributes[i], (AttributeValue) attributes[i + 1]);
    }
    return event.build();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue map(Map<String, AttributeValue> entries) {
    AttributeValue.Builder value = AttributeValue.newBuilder();
    value.getMapValueBuilder().putAllEntries(entries);
    return value.build();
  }

  private static Payload json(String text) {
    return Payload.newBuilder()
        .setText(text)
        .setMimeType("application/json")
        .setSizeBytes(text.length())
        .build();
  }
}
