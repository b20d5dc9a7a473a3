/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void conversation_isRolesWithParts() {
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("orderStatus").arguments("{\"id\":7}").build();

    String json =
        Messages.json(
            List.of(
                SystemMessage.from("Be \"kind\"\nand short\\"),
                UserMessage.from("주문은?"),
                AiMessage.builder()
                    .thinking("look it up")
                    .text("One moment")
                    .toolExecutionRequests(List.of(call))
                    .build(),
                ToolExecutionResultMessage.from(call, "sent\u0001")));

    assertThat(json)
        .isEqualTo(
            """
            [{"role":"system","parts":[{"type":"text","content":"Be \\"kind\\"\\nand short\\\\"}]},\
            {"role":"user","parts":[{"type":"text","content":"주문은?"}]},\
            {"role":"assistant","parts":[{"type":"reasoning","content":"look it up"},\
            {"type":"text","content":"One moment"},\
            {"type":"tool_call","id":"c1","name":"orderStatus","arguments":"{\\"id\\":7}"}]},\
            {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","name":"orderStatus",\
            "response":"sent\\u0001"}]}]""");
  }

  @Test
  void pictures_areToldWithoutTheirBytes() {
    String json =
        Messages.json(
            List.of(
                UserMessage.from(
                    TextContent.from("what is this"),
                    ImageContent.from("https://example.org/a.png"),
                    ImageContent.from("data:image/png;base64,AAAA"),
                    ImageContent.from("AAAA", "image/png"))));

    assertThat(json)
        .isEqualTo(
            """
            [{"role":"user","parts":[{"type":"text","content":"what is this"},\
            {"type":"uri","modality":"image","uri":"https://example.org/a.png"},\
            {"type":"blob","modality":"image"},{"type":"blob","modality":"image"}]}]""");
  }
}
