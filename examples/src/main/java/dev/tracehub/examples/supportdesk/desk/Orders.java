/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Map;

/** The shop's orders, as far as the desk may see them. */
final class Orders {

  private static final Map<String, String> STATUS =
      Map.of(
          "A-1001", "shipped on Monday, expected on Thursday",
          "A-1002", "배송 중, 내일 도착 예정",
          "A-1003", "delivered on 12 November, signed by the neighbour",
          "A-1004", "paid, waiting for the warehouse",
          "A-1005", "반품 접수, 환불 처리 중",
          "A-1006", "cancelled at the customer's request",
          "A-1007", "held at customs, a document is missing",
          "A-1008", "오늘 출고됨");

  private final Tally tally;

  Orders(Tally tally) {
    this.tally = tally;
  }

  /** What is known about an order. */
  @Tool("Looks up the status of an order")
  String orderStatus(@P("the order's number, e.g. A-1001") String orderId) {
    tally.count("TOOL");
    return STATUS.getOrDefault(orderId, "no order with this number");
  }
}
