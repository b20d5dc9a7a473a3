/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers texts from 0 in the order of their first appearance. */
final class TextCodes {

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  int code(String text) {
    Integer known = codes.get(text);
    if (known != null) {
      return known;
    }
    codes.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  String text(int code) {
    return texts.get(code);
  }
}
