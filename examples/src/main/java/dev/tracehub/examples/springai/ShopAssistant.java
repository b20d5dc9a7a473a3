/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.springai;

import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** Finds the policies that a question is about and answers with them, or with a tool. */
final class ShopAssistant {

  private static final List<String> POLICIES =
      List.of(
          "Returns: you can return any item within 30 days of delivery for a full refund.",
          "Shipping: standard shipping takes 3 to 5 working days and is free from 50 dollars.",
          "Warranty: electronic items carry a warranty of two years.");

  private final ChatClient client;
  private final VectorStore policies;

  /** The shop's orders, which the model may ask for. */
  static final class Orders {

    private static final Map<String, String> STATUS =
        Map.of("A-1001", "on its way, expected on Thursday");

    @Tool(description = "the status of an order")
    String orderStatus(@ToolParam(description = "the order's number, e.g. A-1001") String orderId) {
      return STATUS.getOrDefault(orderId, "unknown");
    }
  }

  ShopAssistant(String url, ObservationRegistry registry) {
    client =
        ChatClient.builder(chatModel(url, registry), registry, null, null)
            .defaultSystem("You are the assistant of a shop. Be short and exact.")
            .build();
    policies =
        SimpleVectorStore.builder(embeddingModel(url, registry))
            .observationRegistry(registry)
            .build();
    policies.add(POLICIES.stream().map(Document::new).toList());
  }

  String answer(String question) {
    String found =
        policies.similaritySearch(SearchRequest.builder().query(question).topK(2).build()).stream()
            .map(Document::getText)
            .collect(Collectors.joining("\n"));
    String answer =
        client
            .prompt()
            .user(question + "\n\nAnswer using the following information:\n" + found)
            .tools(new Orders())
            .call()
            .content();
    return answer == null ? "" : answer;
  }

  private static OpenAiChatModel chatModel(String url, ObservationRegistry registry) {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(url)
                .apiKey("stub")
                .model("gpt-4o-mini")
                .temperature(0.2)
                .build())
        .observationRegistry(registry)
        .build();
  }

  private static OpenAiEmbeddingModel embeddingModel(String url, ObservationRegistry registry) {
    return OpenAiEmbeddingModel.builder()
        .metadataMode(MetadataMode.NONE)
        .options(
            OpenAiEmbeddingOptions.builder()
                .baseUrl(url)
                .apiKey("stub")
                .model("text-embedding-3-small")
                .build())
        .observationRegistry(registry)
        .build();
  }
}
