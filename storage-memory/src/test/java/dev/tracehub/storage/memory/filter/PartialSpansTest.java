/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.memory.column.RowBytes;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import org.junit.jupiter.api.Test;

class PartialSpansTest {

  private static final Span SPAN =
      Span.newBuilder()
          .setName("chat")
          .setType(SpanType.SPAN_TYPE_LLM)
          .setStartTimeUnixNano(5)
          .setInput(Payload.newBuilder().setText("question"))
          .setOutput(Payload.newBuilder().setText("answer"))
          .putAttributes("team", text("search"))
          .putAttributes("teams", text("all"))
          .putAttributes("", text("no name"))
          .putAttributes("\uc548\ub155", text("hello"))
          .putResourceAttributes("team", text("host"))
          .build();

  @Test
  void fields_onlyThose() {
    Span part = read(PartialSpans.fields(Span.OUTPUT_FIELD_NUMBER, Span.TYPE_FIELD_NUMBER));

    assertThat(part)
        .isEqualTo(
            Span.newBuilder()
                .setType(SpanType.SPAN_TYPE_LLM)
                .setOutput(Payload.newBuilder().setText("answer"))
                .build());
  }

  @Test
  void without_allOthers() {
    Span part = read(PartialSpans.without(Span.INPUT_FIELD_NUMBER, Span.ATTRIBUTES_FIELD_NUMBER));

    assertThat(part).isEqualTo(SPAN.toBuilder().clearInput().clearAttributes().build());
  }

  @Test
  void attribute_thatKeyOfThatMap() {
    assertThat(read(PartialSpans.attribute("team")))
        .isEqualTo(Span.newBuilder().putAttributes("team", text("search")).build());
    assertThat(read(PartialSpans.resourceAttribute("team")))
        .isEqualTo(Span.newBuilder().putResourceAttributes("team", text("host")).build());
    assertThat(read(PartialSpans.attribute("\uc548\ub155")).getAttributesCount()).isEqualTo(1);
    assertThat(read(PartialSpans.attribute("")).getAttributesCount()).isEqualTo(1);
  }

  @Test
  void attribute_absent_nothing() {
    assertThat(read(PartialSpans.attribute("tea"))).isEqualTo(Span.getDefaultInstance());
  }

  private static Span read(PartialSpans parts) {
    RowBytes.Builder rows = new RowBytes.Builder(2);
    rows.add(Span.newBuilder().setName("another").build());
    rows.add(SPAN);
    return parts.read(rows.build().slice(1));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.newBuilder().setStringValue(value).build();
  }
}
