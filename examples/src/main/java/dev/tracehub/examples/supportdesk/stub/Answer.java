/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * An answer of a stub.
 *
 * @param status of HTTP
 * @param body in one piece; empty when the answer is a stream
 * @param events of a stream; empty when the answer has a body
 */
record Answer(int status, JsonObject body, List<Event> events) {

  /** One server-sent event; the name may be empty. */
  record Event(String name, String data) {
    String text() {
      return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }
  }

  Answer {
    events = List.copyOf(events);
  }

  static Answer of(int status, JsonObject body) {
    return new Answer(status, body, List.of());
  }

  static Answer stream(List<Event> events) {
    return new Answer(200, new JsonObject(), events);
  }
}
