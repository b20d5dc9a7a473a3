/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import java.util.ArrayList;
import java.util.List;

/**
 * What one customer asks, one question after the other.
 *
 * @param session the conversation
 * @param customer the user
 * @param language "en" or "ko"
 * @param questions the questions in order
 */
public record Dialogue(String session, String customer, String language, List<String> questions) {

  public Dialogue {
    questions = List.copyOf(questions);
  }

  private static final List<Dialogue> SCRIPT =
      List.of(
          en("alice", "Can I return shoes after two weeks?", "And when do I get the refund?"),
          en("bob", "Where is my order A-1001?", "How much is express shipping?"),
          ko("minji", "주문 A-1002 어디까지 왔나요?", "일반 배송은 며칠 걸리나요?"),
          en("carol", "My headphones are broken, is there a warranty?"),
          ko("junho", "신발을 신어 봤는데 반품할 수 있나요?", "환불은 언제 카드로 들어오나요?"),
          en("dave", "This is urgent: what is the status of order A-1007?", "Is shipping free?"),
          en("erin", "Do gift cards expire?", "Which payment methods do you accept?"),
          ko("seoyeon", "상품권에 유효 기간이 있나요?", "계좌 이체로 결제할 수 있나요?"),
          en("frank", "I want to speak to your manager about a refund that never arrived!"),
          en("grace", "What happened to order A-1003?", "How do I delete my account and data?"),
          ko("hyunwoo", "급해요, 주문 A-1008 언제 출고되나요?", "빠른 배송은 얼마인가요?"),
          en("heidi", "Please check order A-1013 for me."),
          en("ivan", "Is order A-1004 paid?", "How long does standard shipping take?"),
          ko("yuna", "파손된 상품은 어떻게 교환하나요?", "주문 A-1005 환불은 어떻게 됐나요?"),
          en("judy", "Why was order A-1006 cancelled?", "How long do you keep invoices?"),
          ko("taeho", "소비자원에 신고하겠어요. 책임자를 바꿔 주세요."),
          en("mallory", "Where is order A-9999?", "Are shipping costs refunded for faulty items?"),
          ko("eunji", "계정을 삭제하면 개인 정보도 삭제되나요?", "계산서는 얼마나 보관하나요?"),
          en("oscar", "Can I use a gift card in parts?", "Is there a warranty on electronics?"),
          ko("sungmin", "전자 제품 보증 기간이 얼마나 되나요?", "배송비도 환불되나요?"),
          en("peggy", "Must shoes be in their original box?", "When does express shipping arrive?"),
          ko("jisoo", "30일이 지나면 반품이 안 되나요?", "무료 배송은 얼마부터인가요?"));

  /**
   * Dialogues with this many questions in all: the script, and the script again as often as needed.
   *
   * @param run makes the sessions unique
   */
  public static List<Dialogue> script(int questions, String run) {
    List<Dialogue> dialogues = new ArrayList<>();
    int left = questions;
    for (int i = 0; left > 0; i++) {
      Dialogue model = SCRIPT.get(i % SCRIPT.size());
      List<String> asked = model.questions().subList(0, Math.min(left, model.questions().size()));
      String session = run + "-" + String.format("%03d", i + 1);
      dialogues.add(new Dialogue(session, model.customer(), model.language(), asked));
      left -= asked.size();
    }
    return dialogues;
  }

  private static Dialogue en(String customer, String... questions) {
    return new Dialogue("", customer, "en", List.of(questions));
  }

  private static Dialogue ko(String customer, String... questions) {
    return new Dialogue("", customer, "ko", List.of(questions));
  }
}
