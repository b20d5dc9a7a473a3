/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the tokens in the texts of model calls. Both sides of a call must be known: half a cost is
 * none. Of an embedding the input is all that costs. Thread-safe; a vocabulary is read into memory
 * when the first call needs it.
 *
 * <p>Of chats with OpenAI's models, what their format adds is counted as OpenAI's cookbook does
 * ("How to count tokens with tiktoken"): three tokens and the role for each message, one and the
 * name for each name, three for the start of the answer. What other providers add is not published.
 */
public final class CallTokens {

  private static final int PER_MESSAGE = 3;
  private static final int PER_NAME = 1;
  private static final int PER_ANSWER = 3;

  private final TokenCounter counter = new TokenCounter();

  /** Nothing read yet. */
  public CallTokens() {}

  /** The tokens of a call; empty when what went in or what came out is not known. */
  Optional<Usage> of(SpanOrBuilder call) {
    Optional<CallText> input = CallText.of(call.getInput());
    if (input.isEmpty()) {
      return Optional.empty();
    }
    Vocabulary vocabulary = Vocabulary.of(SpanValues.model(call));
    if (call.getType() == SpanType.SPAN_TYPE_EMBEDDING) {
      long tokens = counter.count(vocabulary.encoding(), input.get().texts());
      return Optional.of(Usage.newBuilder().setInputTokens(tokens).setTotalTokens(tokens).build());
    }
    return CallText.of(call.getOutput())
        .map(
            output -> {
              long in = input(vocabulary, input.get());
              long out = counter.count(vocabulary.encoding(), output.texts());
              return Usage.newBuilder()
                  .setInputTokens(in)
                  .setOutputTokens(out)
                  .setTotalTokens(in + out)
                  .build();
            });
  }

  private long input(Vocabulary vocabulary, CallText input) {
    if (!vocabulary.openAi() || input.messages() == 0) {
      return counter.count(vocabulary.encoding(), input.texts());
    }
    List<String> texts = new ArrayList<>(input.roles());
    texts.addAll(input.names());
    texts.addAll(input.texts());
    return counter.count(vocabulary.encoding(), texts)
        + (long) PER_MESSAGE * input.messages()
        + (long) PER_NAME * input.names().size()
        + PER_ANSWER;
  }
}
