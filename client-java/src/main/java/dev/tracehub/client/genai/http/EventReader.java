/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.Quietly;
import java.nio.charset.StandardCharsets;

/**
 * An answer in server-sent events, each with JSON as its data. Lines end with LF, CR or both, as
 * the HTML standard says; the names of events, ids and comments say nothing that the data does not.
 */
final class EventReader implements BodyReader {

  /** Of a line only its first bytes are kept, which tell whether it is data. */
  private static final int FIELD = "data:".length();

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final LiveSpan span;
  private final Answer answer;
  private final byte[] start = new byte[FIELD];
  private JsonOutput data = new JsonOutput();
  private int column;
  private int dataBytes;
  private int doneBytes;
  private boolean carriageReturn;
  private boolean done;
  private boolean failed;

  EventReader(LiveSpan span, Answer answer) {
    this.span = span;
    this.answer = answer;
  }

  @Override
  public void read(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    while (from < end && !failed) {
      int to = from;
      while (to < end && bytes[to] != '\n' && bytes[to] != '\r') {
        to++;
      }
      text(bytes, from, to);
      if (to < end) {
        lineEnd(bytes[to]);
      }
      from = to + 1;
    }
  }

  /** A part of a line. */
  private void text(byte[] bytes, int from, int to) {
    int next = from;
    carriageReturn &= from == to;
    while (next < to && column < FIELD) {
      start[column++] = bytes[next++];
    }
    if (next < to && isData()) {
      data(bytes, next, to);
    }
  }

  private boolean isData() {
    return start[0] == 'd'
        && start[1] == 'a'
        && start[2] == 't'
        && start[3] == 'a'
        && start[4] == ':';
  }

  private void data(byte[] bytes, int from, int to) {
    for (int i = from; i < to && doneBytes < DONE.length; i++) {
      if (bytes[i] == DONE[doneBytes]) {
        doneBytes++;
      } else if (bytes[i] != ' ' || doneBytes > 0) {
        break;
      }
    }
    dataBytes += to - from;
    data.write(bytes, from, to - from);
  }

  private void lineEnd(byte end) {
    boolean second = end == '\n' && carriageReturn;
    carriageReturn = end == '\r';
    if (second) {
      return;
    }
    if (column == 0) {
      dispatch();
    }
    column = 0;
  }

  /** An empty line ends an event. */
  private void dispatch() {
    if (dataBytes == 0) {
      return;
    }
    if (doneBytes == DONE.length) {
      done = true;
    } else {
      Quietly.describe(() -> event(data.value()));
    }
    data = new JsonOutput();
    dataBytes = 0;
    doneBytes = 0;
  }

  private void event(JsonNode event) {
    if (event.path("error").isObject() || event.path("type").asText("").equals("error")) {
      failed = true;
      ErrorReader.record(span, "", event);
    } else if (answer.event(event)) {
      span.firstToken();
    }
  }

  @Override
  public boolean end() {
    boolean whole = failed || done || answer.isComplete();
    if (whole && !failed) {
      span.ok();
    }
    Quietly.describe(() -> answer.record(span));
    return whole;
  }
}
