/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Locale;

/**
 * Which tokens a model's texts are split into. OpenAI's models have the encodings that tiktoken's
 * list of models names; the vocabularies of others are not published or not here, and OpenAI's
 * newest stands for them.
 *
 * @param encoding the vocabulary
 * @param openAi whether it is the model's own
 */
record Vocabulary(EncodingType encoding, boolean openAi) {

  /** Names and, with what may follow a name, families: "gpt-4o" is none of "gpt-4". */
  private static final List<String> CL100K =
      List.of(
          "gpt-4",
          "gpt-3.5",
          "gpt-3.5-turbo",
          "gpt-35-turbo",
          "text-embedding-ada-002",
          "text-embedding-3",
          "davinci-002",
          "babbage-002");

  private static final List<String> O200K = List.of("o1", "o3", "o4", "gpt", "chatgpt");

  /** The vocabulary of a model by its name, a provider's path before it left out. */
  static Vocabulary of(String model) {
    String name = model.strip().toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('/') + 1);
    name = name.startsWith("ft:") ? name.substring(3) : name;
    if (isOf(name, CL100K)) {
      return new Vocabulary(EncodingType.CL100K_BASE, true);
    }
    return new Vocabulary(EncodingType.O200K_BASE, isOf(name, O200K));
  }

  private static boolean isOf(String name, List<String> families) {
    for (String family : families) {
      boolean ends = name.length() == family.length();
      if (name.startsWith(family) && (ends || "-:".indexOf(name.charAt(family.length())) >= 0)) {
        return true;
      }
    }
    return false;
  }
}
