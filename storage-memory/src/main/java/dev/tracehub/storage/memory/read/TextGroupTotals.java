/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.schema.CostSum;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.User;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Adds up the spans of one session or user. Not thread-safe. */
final class TextGroupTotals {

  private final Set<String> users = new TreeSet<>(CodePointOrder.INSTANCE);
  private final Set<String> sessions = new HashSet<>();
  private final Set<TraceId> traces = new HashSet<>();
  private final TokenTotals.Builder tokens = TokenTotals.newBuilder();
  private final CostSum cost = new CostSum();
  private long start = Long.MAX_VALUE;
  private long last;
  private long spans;
  private long llmCalls;
  private long errors;

  void add(Chunk<Span> chunk, int row) {
    start = Math.min(start, chunk.time(row));
    last = Math.max(last, chunk.time(row));
    spans++;
    traces.add(
        new TraceId(
            SpanNumber.TRACE_HIGH.in(chunk).get(row), SpanNumber.TRACE_LOW.in(chunk).get(row)));
    users.add(text(SpanText.USER_ID, chunk, row));
    sessions.add(text(SpanText.SESSION_ID, chunk, row));
    if (text(SpanText.STATUS, chunk, row).equals("ERROR")) {
      errors++;
    }
    String type = text(SpanText.TYPE, chunk, row);
    if ((type.equals("LLM") || type.equals("EMBEDDING"))
        && chunk.mark(row) != SpanSchema.REPEATED) {
      llmCalls++;
    }
    if (chunk.mark(row) == SpanSchema.COUNTED) {
      cost.add(chunk, row);
      addTokens(chunk, row);
    }
  }

  Session session(String id) {
    users.remove("");
    return Session.newBuilder()
        .setSessionId(id)
        .addAllUserIds(users)
        .setStartTimeUnixNano(start)
        .setLastTimeUnixNano(last)
        .setTraceCount(traces.size())
        .setSpanCount(spans)
        .setLlmCallCount(llmCalls)
        .setErrorCount(errors)
        .setTokens(tokens)
        .setCostUsd(cost.usd())
        .build();
  }

  User user(String id) {
    sessions.remove("");
    return User.newBuilder()
        .setUserId(id)
        .setStartTimeUnixNano(start)
        .setLastTimeUnixNano(last)
        .setSessionCount(sessions.size())
        .setTraceCount(traces.size())
        .setSpanCount(spans)
        .setLlmCallCount(llmCalls)
        .setErrorCount(errors)
        .setTokens(tokens)
        .setCostUsd(cost.usd())
        .build();
  }

  private void addTokens(Chunk<Span> chunk, int row) {
    tokens
        .setInput(tokens.getInput() + tokens(SpanNumber.INPUT_TOKENS, chunk, row))
        .setOutput(tokens.getOutput() + tokens(SpanNumber.OUTPUT_TOKENS, chunk, row))
        .setCacheRead(tokens.getCacheRead() + tokens(SpanNumber.CACHE_READ_TOKENS, chunk, row))
        .setCacheWrite(tokens.getCacheWrite() + tokens(SpanNumber.CACHE_WRITE_TOKENS, chunk, row))
        .setReasoning(tokens.getReasoning() + tokens(SpanNumber.REASONING_TOKENS, chunk, row))
        .setTotal(tokens.getTotal() + tokens(SpanNumber.TOTAL_TOKENS, chunk, row));
  }

  private static long tokens(SpanNumber column, Chunk<Span> chunk, int row) {
    long value = column.in(chunk).get(row);
    return value == SpanNumber.NO_TOKENS ? 0 : value - 1;
  }

  private static String text(SpanText column, Chunk<Span> chunk, int row) {
    return column.in(chunk).text(column.in(chunk).code(row));
  }
}
