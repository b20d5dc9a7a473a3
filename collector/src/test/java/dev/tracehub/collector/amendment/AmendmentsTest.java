/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import dev.tracehub.v1.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmendmentsTest {

  private static final Span SPAN =
      Span.newBuilder().setSpanId("s").setName("answer").setUserId("u").build();

  @Test
  void amended_everyKindOfField_takesTheValue() {
    Span amended =
        Amendments.amended(
            SPAN,
            List.of(
                amendment("a")
                    .putAttributes("name", text("translate"))
                    .putAttributes("status.code", text("ERROR"))
                    .putAttributes("status.message", text("wrong language"))
                    .putAttributes("tags", list("b", "a"))
                    .putAttributes(
                        "streaming", AttributeValue.newBuilder().setBoolValue(true).build())
                    .putAttributes("retry_count", number(3))
                    .putAttributes("prompt.version", text("4"))
                    .putAttributes("attributes.team", text("search"))
                    .build()));

    assertThat(amended.getName()).isEqualTo("translate");
    assertThat(amended.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(amended.getStatus().getMessage()).isEqualTo("wrong language");
    assertThat(amended.getTagsList()).containsExactly("b", "a");
    assertThat(amended.getStreaming()).isTrue();
    assertThat(amended.getRetryCount()).isEqualTo(3);
    assertThat(amended.getPrompt().getVersion()).isEqualTo("4");
    assertThat(amended.getAttributesOrThrow("team")).isEqualTo(text("search"));
    assertThat(amended.getUserId()).isEqualTo("u");
    assertThat(amended.getCollector().getAmendmentIdsList()).containsExactly("a");
  }

  @Test
  void amended_severalOfAField_theLatestHolds() {
    Span amended =
        Amendments.amended(
            SPAN,
            List.of(
                amendment("a").putAttributes("name", text("one")).build(),
                amendment("b").putAttributes("user_id", text("v")).build(),
                amendment("c").putAttributes("name", text("two")).build()));

    assertThat(amended.getName()).isEqualTo("two");
    assertThat(amended.getUserId()).isEqualTo("v");
    assertThat(amended.getCollector().getAmendmentIdsList()).containsExactly("a", "b", "c");
  }

  @Test
  void amended_byWhatIsNoAmendmentOrOfAnotherSpan_isTheSame() {
    SpanEvent log = amendment("a").setType(SpanEventType.SPAN_EVENT_TYPE_LOG).build();
    SpanEvent other = amendment("b").setSpanId("t").putAttributes("name", text("x")).build();

    assertThat(Amendments.amended(SPAN, List.of(log, other))).isEqualTo(SPAN);
  }

  @Test
  void amended_byWhatCannotBeAmended_keepsTheValue() {
    Span amended =
        Amendments.amended(
            SPAN,
            List.of(
                amendment("a")
                    .putAttributes("span_id", text("x"))
                    .putAttributes("name", number(1))
                    .build()));

    assertThat(amended.toBuilder().clearCollector().build()).isEqualTo(SPAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trace_id             | cannot be amended (expected: attributes.KEY or one of environment",
        "usage.input_tokens   | cannot be amended (expected: ",
        "cost.total_usd       | cannot be amended (expected: ",
        "modle                | cannot be amended (expected: ",
        "attributes.          | cannot be amended (expected: ",
        "status.code          | wrong value (expected: one of OK, ERROR)",
        "tags                 | wrong value (expected: a list of texts)",
        "retry_count          | wrong value (expected: a whole number that is not negative)",
        "streaming            | wrong value (expected: true or false)",
      })
  void fault_namesTheFieldAndWhatWasExpected(String name, String reason) {
    AmendmentFault fault = fault(amendment("a").putAttributes(name, text("x")));

    assertThat(fault.field()).isEqualTo(name);
    assertThat(fault.reason()).startsWith(reason);
  }

  @Test
  void fault_ofNumbersOutsideTheFieldsRange_saysSo() {
    assertThat(fault(amendment("a").putAttributes("retry_count", number(-1))).field())
        .isEqualTo("retry_count");
    assertThat(fault(amendment("a").putAttributes("retry_count", number(1L << 32))).field())
        .isEqualTo("retry_count");
    assertThat(fault(amendment("a").putAttributes("name", number(1))).reason())
        .isEqualTo("wrong value (expected: a text)");
  }

  @Test
  void fault_ofAnEmptyAmendment_isAboutAllOfIt() {
    assertThat(fault(amendment("a")))
        .isEqualTo(
            new AmendmentFault(
                "", "empty (expected: the corrected values by the names of fields)"));
  }

  @Test
  void fault_ofWhatCanBeAmended_none() {
    byte[] bytes =
        amendment("a")
            .putAttributes("status.code", text("OK"))
            .putAttributes("tags", list())
            .putAttributes("attributes.n", number(1))
            .build()
            .toByteArray();

    assertThat(Amendments.fault(bytes, 0, bytes.length)).isEmpty();
  }

  private static AmendmentFault fault(SpanEvent.Builder event) {
    byte[] bytes = event.build().toByteArray();
    return Amendments.fault(bytes, 0, bytes.length).orElseThrow();
  }

  private static SpanEvent.Builder amendment(String id) {
    return SpanEvent.newBuilder()
        .setEventId(id)
        .setSpanId("s")
        .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
        .setReason("why");
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static AttributeValue number(long number) {
    return AttributeValue.newBuilder().setIntValue(number).build();
  }

  private static AttributeValue list(String... texts) {
    AttributeArray.Builder array = AttributeArray.newBuilder();
    List.of(texts).forEach(text -> array.addValues(text(text)));
    return AttributeValue.newBuilder().setArrayValue(array).build();
  }
}
