/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.langgraph4j;

import static org.bsc.langgraph4j.GraphDefinition.END;
import static org.bsc.langgraph4j.GraphDefinition.START;
import static org.bsc.langgraph4j.action.AsyncEdgeAction.edge_async;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.langchain4j.LangChain4jTracing;
import dev.tracehub.client.langgraph4j.LangGraph4jTracing;
import dev.tracehub.client.langgraph4j.TracedGraph;
import java.util.List;
import java.util.Map;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.state.AgentState;

/**
 * Plans, looks up policy and history beside each other, writes a reply and reviews it. A reply that
 * the reviewer does not allow is written once more.
 */
final class ReplyGraph {

  private static final int DRAFTS = 2;

  private static final String POLICY =
      "Returns: you can return any item within 30 days of delivery for a full refund. "
          + "Shipping costs are refunded when the item was faulty.";

  private final ChatModel writer;
  private final ChatModel reviewer;
  private final TracedGraph<AgentState> graph;

  ReplyGraph(String url, Tracehub tracehub) throws GraphStateException {
    LangChain4jTracing models = LangChain4jTracing.of(tracehub);
    writer = model(url, "gpt-4o-mini", models);
    reviewer = model(url, "desk-judge-7b", models.provider("vllm"));
    LangGraph4jTracing tracing = LangGraph4jTracing.of(tracehub);
    graph = tracing.graph("reply", tracing.trace(nodes()).compile());
  }

  String reply(String complaint) {
    return graph
        .invoke(Map.of("complaint", complaint, "drafts", 0))
        .map(state -> text(state, "draft"))
        .orElse("");
  }

  private StateGraph<AgentState> nodes() throws GraphStateException {
    return new StateGraph<>(AgentState::new)
        .addNode("plan", node_async(state -> Map.of("plan", "policy and history")))
        .addNode("policy", node_async(state -> Map.of("policy", POLICY)))
        .addNode("history", node_async(state -> Map.of("history", "a customer since 2019")))
        .addNode("write", node_async(this::write))
        .addNode("review", node_async(this::review))
        .addEdge(START, "plan")
        .addEdge("plan", "policy")
        .addEdge("plan", "history")
        .addEdge("policy", "write")
        .addEdge("history", "write")
        .addEdge("write", "review")
        .addConditionalEdges(
            "review", edge_async(ReplyGraph::verdict), Map.of("send", END, "write again", "write"));
  }

  private Map<String, Object> write(AgentState state) {
    String prompt =
        text(state, "complaint")
            + "\n\nAnswer using the following information:\n"
            + text(state, "policy");
    return Map.of(
        "draft", ask(writer, "You answer complaints.", prompt), "drafts", drafts(state) + 1);
  }

  private Map<String, Object> review(AgentState state) {
    String material =
        "QUESTION: %s\n\nFACTS: %s\n\nANSWER: %s"
            .formatted(text(state, "complaint"), text(state, "policy"), text(state, "draft"));
    return Map.of("review", ask(reviewer, "You review replies.", material));
  }

  private static String verdict(AgentState state) {
    boolean allowed = text(state, "review").contains("\"allow\"");
    return allowed || drafts(state) >= DRAFTS ? "send" : "write again";
  }

  private static String ask(ChatModel model, String system, String prompt) {
    return model.chat(SystemMessage.from(system), UserMessage.from(prompt)).aiMessage().text();
  }

  private static String text(AgentState state, String key) {
    return state.<String>value(key).orElse("");
  }

  private static int drafts(AgentState state) {
    return state.<Integer>value("drafts").orElse(0);
  }

  private static ChatModel model(String url, String name, LangChain4jTracing tracing) {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey("stub")
        .modelName(name)
        .maxRetries(0)
        .listeners(List.of(tracing.chat()))
        .build();
  }
}
