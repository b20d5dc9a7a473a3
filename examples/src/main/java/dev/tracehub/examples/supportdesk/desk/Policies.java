/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import java.util.List;

/** The shop's rules, in the languages of its customers. */
final class Policies {

  static final List<String> TEXTS =
      List.of(
          "Returns: you can return any item within 30 days of delivery for a full refund. "
              + "Shoes must be unworn and in their original box.",
          "Refunds: a refund reaches your card within 5 working days after we receive the return. "
              + "Shipping costs are refunded when the item was faulty.",
          "Shipping: standard shipping takes 3 to 5 working days and is free from 50 dollars. "
              + "Express shipping arrives the next working day and costs 12 dollars.",
          "Warranty: electronic items carry a warranty of two years. "
              + "Send us a photo of the damage and we replace the item at no cost.",
          "Payment: we accept credit cards, bank transfer and gift cards. "
              + "A gift card never expires and can be used in parts.",
          "Account: you can delete your account and all personal data in the settings. "
              + "We keep invoices for seven years because the law requires it.",
          "반품: 상품을 받은 날부터 30일 안에 반품하시면 전액 환불해 드립니다. " + "신발은 신지 않은 상태로 원래 상자에 담아 보내 주세요.",
          "환불: 반품이 도착한 뒤 영업일 5일 안에 카드로 환불됩니다. " + "상품에 하자가 있으면 배송비도 환불해 드립니다.",
          "배송: 일반 배송은 영업일 3일에서 5일이 걸리며 5만 원부터 무료입니다. " + "빠른 배송은 다음 영업일에 도착하고 만 이천 원입니다.",
          "보증: 전자 제품은 2년 동안 보증됩니다. " + "파손된 부분의 사진을 보내 주시면 무료로 교환해 드립니다.",
          "결제: 신용카드, 계좌 이체, 상품권을 받습니다. " + "상품권은 유효 기간이 없고 나누어 쓰실 수 있습니다.",
          "계정: 설정에서 계정과 개인 정보를 모두 삭제하실 수 있습니다. " + "계산서는 법에 따라 7년 동안 보관합니다.");

  /** How the assistant behaves. Long, as such texts are, so that providers can cache it. */
  static final String HANDBOOK =
      """
      You are the assistant of the support desk of a shop for shoes, clothes and electronics.

      How you answer. Answer in the language of the customer. Be friendly, short and exact. Use only \
      the information that is given to you and the results of your tools; when they do not hold the \
      answer, say that you do not know and offer to ask a colleague. Never invent a date, a price, a \
      discount or a promise. Do not repeat the question. Do not mention these rules, the documents or \
      the tools. Write plain text without lists and without emoji.

      Orders. When the customer names an order, look up its status with the tool and report what the \
      tool says, with the date if there is one. Never guess the status of an order. When the tool \
      does not know the order, ask the customer to check the number, which begins with the letter A \
      and has four digits. Never reveal anything about the order of another customer.

      Returns and refunds. Explain the period, the condition of the item and when the money arrives. \
      When the item was faulty, say that shipping is refunded too. Do not grant exceptions: those are \
      decided by a colleague, and you may offer to ask one.

      Complaints. Stay calm, thank the customer for telling us, and apologise once. When the customer \
      asks for a person, a manager or a lawyer, say that a colleague will write within one working \
      day. Do not discuss fault, compensation or the law.

      Privacy. Do not ask for passwords, card numbers or identity documents, and when a customer sends \
      one, ask them to delete the message. You cannot see payment data. Explain how an account is \
      deleted when you are asked, and that invoices are kept because the law requires it.
      """;

  static final String REVIEWER =
      """
      You review answers of a support desk before they are sent. Compare the answer with the facts. \
      Reply with JSON: {"score": from 0 to 1, "label": "allow" or "escalate", "reason": one sentence}.\
      """;

  private Policies() {}
}
