/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in one convention: input includes cached tokens, output includes reasoning. Dialects
 * differ; the numbers themselves tell most of it: a part is never greater than its whole, and a
 * total is the sum of what was counted.
 */
final class UsageReader {

  private final Reading reading;
  private final boolean exclusiveInput;
  private final @Nullable Long input;
  private final @Nullable Long output;
  private final long cacheRead;
  private final @Nullable Long cacheWrite;
  private final long reasoning;
  private final @Nullable Long total;

  /**
   * Reads the numbers.
   *
   * @param exclusiveInput whether the library is known to leave cached tokens out of the input
   */
  UsageReader(Reading reading, boolean exclusiveInput) {
    this.reading = reading;
    this.exclusiveInput = exclusiveInput;
    this.input = reading.count(Field.INPUT_TOKENS);
    this.output = reading.count(Field.OUTPUT_TOKENS);
    this.cacheRead = orZero(reading.count(Field.CACHE_READ_TOKENS));
    this.cacheWrite = readCacheWrite(reading);
    this.reasoning = orZero(reading.count(Field.REASONING_TOKENS));
    this.total = reading.count(Field.TOTAL_TOKENS);
  }

  private static @Nullable Long readCacheWrite(Reading reading) {
    Long whole = reading.count(Field.CACHE_WRITE_TOKENS);
    Long short5m = reading.count(Field.CACHE_WRITE_5M_TOKENS);
    Long long1h = reading.count(Field.CACHE_WRITE_1H_TOKENS);
    if (whole != null || (short5m == null && long1h == null)) {
      return whole;
    }
    return orZero(short5m) + orZero(long1h);
  }

  /** Writes the usage. */
  void write(Usage.Builder usage) {
    usage.putAllRaw(reading.rawUsage());
    long inputTotal = orZero(input) + (isInputExclusive() ? cached() : 0);
    long outputTotal = orZero(output) + (isOutputExclusive() ? reasoning : 0);
    if (input != null) {
      usage.setInputTokens(inputTotal);
    }
    if (output != null) {
      usage.setOutputTokens(outputTotal);
    }
    if (total != null) {
      usage.setTotalTokens(Math.max(total, inputTotal + outputTotal));
    }
    if (cacheWrite != null) {
      usage.setCacheWriteTokens(cacheWrite);
    }
    setParts(usage);
  }

  private void setParts(Usage.Builder usage) {
    set(Field.CACHE_READ_TOKENS, usage::setCacheReadTokens);
    set(Field.CACHE_WRITE_1H_TOKENS, usage::setCacheWrite1HTokens);
    set(Field.REASONING_TOKENS, usage::setReasoningTokens);
    set(Field.AUDIO_INPUT_TOKENS, usage::setAudioInputTokens);
    set(Field.AUDIO_OUTPUT_TOKENS, usage::setAudioOutputTokens);
  }

  private interface Setter {
    Usage.Builder set(long tokens);
  }

  private void set(Field field, Setter setter) {
    Long tokens = reading.count(field);
    if (tokens != null) {
      setter.set(tokens);
    }
  }

  private long cached() {
    return cacheRead + orZero(cacheWrite);
  }

  private boolean isInputExclusive() {
    long cached = cached();
    if (input == null || cached == 0) {
      return false;
    }
    boolean totalSaysSo = total != null && total == input + cached + orZero(output);
    return exclusiveInput || cached > input || totalSaysSo;
  }

  private boolean isOutputExclusive() {
    if (output == null || reasoning == 0) {
      return false;
    }
    boolean totalSaysSo = total != null && total == orZero(input) + output + reasoning;
    return reasoning > output || totalSaysSo;
  }

  private static long orZero(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
