/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes answers: from policies it was given, from a tool's result, or as a reviewer. */
final class Writer {

  /** Where LangChain4j puts retrieved documents into the user's message. */
  private static final String DOCUMENTS = "Answer using the following information:";

  private static final String REVIEWER = "You review";
  private static final double ALLOWED_FROM = 0.6;

  private Writer() {}

  static boolean wantsTool(Conversation conversation) {
    return conversation.hasTools()
        && !conversation.order().isEmpty()
        && conversation.last().role().equals("user");
  }

  static String answer(Conversation conversation) {
    if (conversation.system().startsWith(REVIEWER)) {
      return review(conversation.lastUser());
    }
    if (conversation.last().role().equals("tool")) {
      String status = conversation.last().content();
      return conversation.isKorean()
          ? "확인해 보았습니다. 주문 상태: " + status
          : "I have checked for you. Order status: " + status;
    }
    return fromDocuments(conversation);
  }

  private static String fromDocuments(Conversation conversation) {
    String message = conversation.lastUser();
    int split = message.indexOf(DOCUMENTS);
    String question = split < 0 ? message : message.substring(0, split);
    String documents = split < 0 ? "" : message.substring(split + DOCUMENTS.length());
    List<String> best =
        Arrays.stream(documents.split("(?<=[.!?])\\s+"))
            .filter(sentence -> !sentence.isBlank())
            .sorted(
                Comparator.comparingDouble(
                        (String sentence) -> Similarity.overlap(question, sentence))
                    .reversed())
            .limit(2)
            .toList();
    String opening = conversation.isKorean() ? "문의해 주셔서 감사합니다. " : "Thank you for asking. ";
    return opening + String.join(" ", best).strip();
  }

  /** Scores how much of the answer is found in the facts; an angry customer goes to a person. */
  private static String review(String material) {
    String answer = section(material, "ANSWER:");
    double grounded = Similarity.overlap(answer, section(material, "FACTS:"));
    boolean angry = section(material, "QUESTION:").matches("(?is).*(manager|lawyer|책임자|소비자원).*");
    double score = Math.round((angry ? grounded / 2 : grounded) * 100) / 100.0;
    boolean allow = score >= ALLOWED_FROM;
    String reason = angry ? "the customer asks for a person" : "how much of it the facts support";
    JsonObject verdict = new JsonObject();
    verdict.addProperty("score", score);
    verdict.addProperty("label", allow ? "allow" : "escalate");
    verdict.addProperty("reason", String.format(Locale.ROOT, "%s: %.2f", reason, score));
    return verdict.toString();
  }

  private static String section(String material, String heading) {
    int start = material.indexOf(heading);
    if (start < 0) {
      return "";
    }
    int end = material.indexOf("\n\n", start);
    return material.substring(start + heading.length(), end < 0 ? material.length() : end);
  }
}
