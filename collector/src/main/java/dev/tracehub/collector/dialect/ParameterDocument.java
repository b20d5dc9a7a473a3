/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.Map;

/** The model parameters that a JSON document holds. */
final class ParameterDocument {

  private ParameterDocument() {}

  /**
   * Takes all members.
   *
   * @return whether nothing of the document stays behind
   */
  static boolean take(DocumentReader document, Reading reading) {
    boolean complete = document.isComplete();
    for (Map.Entry<String, Object> member : document.allMembers().entrySet()) {
      if (isModel(member.getKey())) {
        complete &= member.getValue().equals(reading.peek(Field.REQUEST_MODEL));
      } else {
        complete &=
            reading.parameters().putIfAbsent(member.getKey(), Attributes.ofPlain(member.getValue()))
                == null;
      }
    }
    return complete;
  }

  /** The model's name has fields of its own. */
  private static boolean isModel(String member) {
    return member.equals("model") || member.equals("model_name");
  }
}
