/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelStubTest {

  private static final String QUESTION =
      "How long do gift cards last?\n\nAnswer using the following information:\n"
          + "Payment: we accept credit cards. A gift card never expires.";

  private final HttpClient http = HttpClient.newHttpClient();
  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = ModelStub.start();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void chat_withDocuments_answersFromThemAndAlwaysTheSame() throws Exception {
    JsonObject first = ok(chat("gpt-4o-mini", "Be kind.", QUESTION, false));
    JsonObject second = ok(chat("gpt-4o-mini", "Be kind.", QUESTION, false));

    assertThat(content(first)).contains("A gift card never expires.").isEqualTo(content(second));
    assertThat(choice(first).get("finish_reason").getAsString()).isEqualTo("stop");
    assertThat(first.get("model").getAsString()).isEqualTo("gpt-4o-mini");
  }

  @Test
  void chat_inKorean_answersInKorean() throws Exception {
    JsonObject answer =
        ok(
            chat(
                "gpt-4.1",
                "",
                "환불은요?\n\nAnswer using the following information:\n환불: 카드로 환불됩니다.",
                false));

    assertThat(content(answer)).startsWith("문의해 주셔서 감사합니다.").contains("환불");
  }

  @Test
  void usage_isCountedFromTheTexts() throws Exception {
    JsonObject body = ok(chat("gpt-4o-mini", "Be kind.", QUESTION, false));
    JsonObject usage = body.getAsJsonObject("usage");

    long input = usage.get("prompt_tokens").getAsLong();
    long output = usage.get("completion_tokens").getAsLong();
    assertThat(input).isEqualTo(Tokens.count("Be kind.") + Tokens.count(QUESTION) + 8);
    assertThat(output).isEqualTo(Tokens.count(content(body)));
    assertThat(usage.get("total_tokens").getAsLong()).isEqualTo(input + output);
  }

  @Test
  void usage_ofALongSystemMessageSeenBefore_isPartlyCached() throws Exception {
    String handbook = "Answer politely and briefly. ".repeat(60);
    int tokens = Tokens.count(handbook);

    assertThat(cached(ok(chat("gpt-4.1", handbook, "Hello", false)))).isZero();
    assertThat(cached(ok(chat("gpt-4.1", handbook, "Hello again", false))))
        .isEqualTo(tokens / 128 * 128)
        .isPositive();
    assertThat(cached(ok(chat("gpt-4o-mini", handbook, "Hello", false)))).isZero();
  }

  @Test
  void chat_aboutAnOrder_callsTheTool() throws Exception {
    JsonObject body = ok(chat("gpt-4o-mini", "", "Where is order A-1001?", true));
    JsonObject function =
        choice(body)
            .getAsJsonObject("message")
            .getAsJsonArray("tool_calls")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("function");

    assertThat(choice(body).get("finish_reason").getAsString()).isEqualTo("tool_calls");
    assertThat(function.get("name").getAsString()).isEqualTo("orderStatus");
    assertThat(function.get("arguments").getAsString()).isEqualTo("{\"orderId\":\"A-1001\"}");
  }

  @Test
  void chat_urgent_meetsTheRateLimitOnce() throws Exception {
    String request = chat("gpt-4o-mini", "", "This is urgent!", true);
    HttpResponse<String> limited = post("/chat/completions", request);

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.body()).contains("rate_limit_exceeded");
    assertThat(post("/chat/completions", request).statusCode()).isEqualTo(200);
  }

  @Test
  void chat_aboutTheCursedOrder_failsEveryTime() throws Exception {
    String request = chat("gpt-4o-mini", "", "Order A-1013?", true);

    assertThat(post("/chat/completions", request).statusCode()).isEqualTo(500);
    assertThat(post("/chat/completions", request).statusCode()).isEqualTo(500);
  }

  @Test
  void reviewer_scoresWhatTheFactsSupport() throws Exception {
    assertThat(review("Where?", "Shipped on Monday.", "Shipped on Monday."))
        .contains("\"score\":1.0", "\"label\":\"allow\"");
    assertThat(review("Where?", "It is blue and free of charge.", "Shipped on Monday."))
        .contains("\"label\":\"escalate\"");
    assertThat(review("Get me your manager!", "Shipped on Monday.", "Shipped on Monday."))
        .contains("\"score\":0.5", "\"label\":\"escalate\"");
  }

  @Test
  void embeddings_ofLikeTexts_pointTheSameWay() throws Exception {
    JsonObject body =
        ok(
            "/embeddings",
            "{\"model\":\"e\",\"input\":[\"return shoes\",\"returning my shoes\",\"invoices\"]}");
    JsonArray data = body.getAsJsonArray("data");

    assertThat(cosine(data, 0, 1)).isGreaterThan(0.5).isGreaterThan(cosine(data, 0, 2));
    assertThat(body.getAsJsonObject("usage").get("prompt_tokens").getAsInt())
        .isEqualTo(Tokens.count("return shoes returning my shoes invoices"));
  }

  @Test
  void request_thatIsNone_isRefused() throws Exception {
    assertThat(post("/chat/completions", "[]").statusCode()).isEqualTo(400);
    assertThat(post("/embeddings", "{}").statusCode()).isEqualTo(400);
    assertThat(post("/chat/completions", "{").statusCode()).isEqualTo(400);
  }

  private String review(String question, String answer, String facts) throws Exception {
    String material = "QUESTION: " + question + "\n\nANSWER: " + answer + "\n\nFACTS: " + facts;
    return content(ok(chat("judge", "You review answers.", material, false)));
  }

  private static String chat(String model, String system, String user, boolean tools) {
    JsonObject request = new JsonObject();
    request.addProperty("model", model);
    JsonArray messages = new JsonArray();
    messages.add(message("system", system));
    messages.add(message("user", user));
    request.add("messages", messages);
    if (tools) {
      JsonArray offered = new JsonArray();
      offered.add(new JsonObject());
      request.add("tools", offered);
    }
    return request.toString();
  }

  private static JsonObject message(String role, String content) {
    JsonObject message = new JsonObject();
    message.addProperty("role", role);
    message.addProperty("content", content);
    return message;
  }

  private JsonObject ok(String chat) throws Exception {
    return ok("/chat/completions", chat);
  }

  private JsonObject ok(String path, String request) throws Exception {
    HttpResponse<String> response = post(path, request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(stub.url() + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonObject choice(JsonObject body) {
    return body.getAsJsonArray("choices").get(0).getAsJsonObject();
  }

  private static String content(JsonObject body) {
    return choice(body).getAsJsonObject("message").get("content").getAsString();
  }

  private static int cached(JsonObject body) {
    return body.getAsJsonObject("usage")
        .getAsJsonObject("prompt_tokens_details")
        .get("cached_tokens")
        .getAsInt();
  }

  private static double cosine(JsonArray data, int a, int b) {
    JsonArray first = data.get(a).getAsJsonObject().getAsJsonArray("embedding");
    JsonArray second = data.get(b).getAsJsonObject().getAsJsonArray("embedding");
    double product = 0;
    for (int i = 0; i < first.size(); i++) {
      product += first.get(i).getAsDouble() * second.get(i).getAsDouble();
    }
    return product;
  }
}
