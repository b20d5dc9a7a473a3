/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTextTest {

  @Test
  void of_plainText_isAllOfIt() {
    assertThat(text("Hello, [you].")).contains(texts("Hello, [you]."));
    assertThat(text("[see below] and {so on")).contains(texts("[see below] and {so on"));
    assertThat(text("{\"city\": \"Rome\"}")).contains(texts("{\"city\": \"Rome\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"summary\": \"short\", \"sentiment\": \"good\", \"entities\": [\"Rome\"]}",
        "{\"response\": \"Yes\", \"reason\": \"since it is so\"}",
        "{\"result\": {\"text\": \"a\", \"words\": 1}}",
        "[{\"content\": \"a\", \"score\": 1}]",
        "[\"a\", 1]",
        "{\"result\": 4} and then prose",
        "{\"role\": \"user\", \"content\": \"a\"}\n{\"role\": \"user\", \"content\": \"b\"}",
        "[\"x\"] followed by text"
      })
  void of_jsonThatTheModelWrote_isAllOfIt(String written) {
    assertThat(text(written)).contains(texts(written));
  }

  @Test
  void of_jsonBehindWhiteSpace_isJson() {
    assertThat(text("\n  [{\"role\": \"user\", \"content\": \"Hi\"}]\n").map(CallText::texts))
        .contains(List.of("Hi"));
  }

  @Test
  void of_openAiResponse_isItsOutputAlone() {
    assertThat(
            text("""
                    {"object": "response", "instructions": "Be brief.", "reasoning": {"effort": "low", "summary": "auto"},
                     "text": {"format": {"type": "text"}}, "output_text": "A cat.", "output": [
                      {"type": "reasoning", "summary": [{"type": "summary_text", "text": "It purrs."}]},
                      {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "A cat."}]}]}
                    """
                    .strip())
                .map(CallText::texts))
        .contains(List.of("It purrs.", "A cat."));
  }

  @Test
  void of_openAiRequest_isItsMessages() {
    Optional<CallText> read =
        text(
            """
            {"model": "gpt-4o", "temperature": 0, "tools": [{"type": "function", "function": {"name": "f"}}],
             "messages": [
              {"role": "system", "content": "Be brief."},
              {"role": "user", "name": "ann", "content": [
                {"type": "text", "text": "What is this?"},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]},
              {"role": "assistant", "content": null, "tool_calls": [
                {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}]}]}
            """
                .strip());
    assertThat(read)
        .contains(
            new CallText(
                List.of("Be brief.", "What is this?", "look", "{}"),
                List.of("system", "user", "assistant"),
                List.of("ann"),
                3));
  }

  @Test
  void of_openAiAnswer_isTheMessageOfEachChoice() {
    assertThat(
            text("""
                    {"id": "x", "object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop",
                     "message": {"role": "assistant", "content": "A cat."}}], "usage": {}}
                    """
                    .strip())
                .map(CallText::texts))
        .contains(List.of("A cat."));
  }

  @Test
  void of_genAiMessages_areTheirParts() {
    assertThat(
            text("""
                    [{"role": "user", "parts": [{"type": "text", "content": "Weather?"},
                       {"type": "blob", "mime_type": "image/png", "content": "AAAA"}]},
                     {"role": "assistant", "parts": [{"type": "tool_call", "id": "1", "name": "weather",
                       "arguments": {"city": "Rome"}}]},
                     {"role": "tool", "parts": [{"type": "tool_call_response", "id": "1", "response": "sunny"}]}]
                    """
                    .strip())
                .map(CallText::texts))
        .contains(List.of("Weather?", "weather", "{\"city\":\"Rome\"}", "sunny"));
  }

  @Test
  void of_langChainAnswer_isCountedOnce() {
    assertThat(
            text("""
                    {"generations": [[{"text": "Yes.", "type": "ChatGeneration", "message": {"lc": 1,
                      "type": "constructor", "id": ["langchain"], "kwargs": {"content": "Yes.", "id": "run-1"}}}]]}
                    """
                    .strip())
                .map(CallText::texts))
        .contains(List.of("Yes."));
  }

  @Test
  void of_whatHoldsNoText_isUnknown() {
    assertThat(text("")).isEmpty();
    assertThat(text("[{\"type\": \"image_url\", \"image_url\": {\"url\": \"x\"}}]")).isEmpty();
    assertThat(CallText.of(Payload.getDefaultInstance())).isEmpty();
    assertThat(CallText.of(Payload.newBuilder().setData(ByteString.copyFromUtf8("x")).build()))
        .isEmpty();
    assertThat(CallText.of(Payload.newBuilder().setText("cut o").setTruncated(true).build()))
        .isEmpty();
  }

  @Test
  void of_deepJson_isText() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(text(deep)).contains(texts(deep));
  }

  private static Optional<CallText> text(String text) {
    return CallText.of(Payload.newBuilder().setText(text).build());
  }

  private static CallText texts(String text) {
    return new CallText(List.of(text), List.of(), List.of(), 0);
  }
}
