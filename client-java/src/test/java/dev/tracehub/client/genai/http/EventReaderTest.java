/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  private final Tracehub tracehub = Tracehub.builder().endpoint("http://localhost:1").build();
  private final LiveSpan span = tracehub.span("call").startDetached();
  private final Told told = new Told();

  private static final class Told implements Answer {
    private final List<String> events = new ArrayList<>();
    private int records;

    @Override
    public void whole(JsonNode body) {
      throw new AssertionError("no answer in one piece");
    }

    @Override
    public boolean event(JsonNode event) {
      events.add(event.toString());
      return true;
    }

    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void record(LiveSpan span) {
      records++;
    }
  }

  @AfterEach
  void close() {
    tracehub.close(java.time.Duration.ZERO);
  }

  @Test
  void lines_endInAnyWay_andComeInAnyChunks() {
    String events =
        ": hello\n\nevent: x\rdata: {\"a\":1}\r\rid: 7\r\ndata:{\"a\":\r\ndata: \"환불\"}\r\n\r\n"
            + "data\n\ndata: \n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n";
    byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      told.events.clear();
      EventReader reader = new EventReader(span, told);
      int from = 0;
      while (from < bytes.length) {
        int length = Math.min(bytes.length - from, random.nextInt(6));
        reader.read(bytes, from, length);
        from += length;
      }
      assertThat(told.events)
          .as("seed %d", seed)
          .containsExactly("{\"a\":1}", "{\"a\":\"환불\"}", "{}", "{\"b\":2}");
      assertThat(reader.end()).isTrue();
    }
    assertThat(told.records).isEqualTo(200);
  }

  @Test
  void streamWithoutItsEnd_isPartial() {
    EventReader reader = read("data: {\"a\":1}\n\ndata: {\"a\":2}");

    assertThat(reader.end()).isFalse();
    assertThat(told.events).containsExactly("{\"a\":1}");
  }

  @Test
  void error_endsTheReading() {
    EventReader reader = read("data: {\"error\":{\"code\":\"x\"}}\n\ndata: {\"a\":2}\n\n");

    assertThat(reader.end()).isTrue();
    assertThat(told.events).isEmpty();
  }

  private EventReader read(String text) {
    EventReader reader = new EventReader(span, told);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.read(bytes, 0, bytes.length);
    return reader;
  }
}
