/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The generated parser tells what a batch holds. */
class SentBatchTest {

  private static final Span SPAN =
      Span.newBuilder()
          .setTraceId("t")
          .setName("답변")
          .setUsage(Usage.newBuilder().setInputTokens(3))
          .setInput(Payload.newBuilder().setText("질문 — asked").setMimeType("text/plain"))
          .setOutput(Payload.newBuilder().setData(ByteString.copyFrom(new byte[] {-1, 2})))
          .putAttributes("a", Attributes.ofText("b"))
          .setTraceState("behind the payloads")
          .build();

  private static final TraceBatch BATCH =
      TraceBatch.newBuilder()
          .setClientId("c")
          .addSpans(SPAN)
          .addSpans(SPAN.toBuilder().clearInput().setSpanId("2"))
          .addStartedSpans(SPAN.toBuilder().setSpanId("3").clearOutput())
          .addEvents(SpanEvent.newBuilder().setName("e"))
          .setUnknownFields(
              UnknownFieldSet.newBuilder()
                  .addField(99, UnknownFieldSet.Field.newBuilder().addFixed32(7).build())
                  .build())
          .build();

  private static TraceBatch assembled(byte[] bytes) throws InvalidProtocolBufferException {
    SentBatch sent = SentBatch.parseFrom(bytes);
    TraceBatch.Builder whole = sent.rest().toBuilder();
    sent.finished().forEach(whole::addSpans);
    sent.started().forEach(whole::addStartedSpans);
    return whole.build();
  }

  @Test
  void parseFrom_findsWhatTheGeneratedParserFinds() throws InvalidProtocolBufferException {
    assertThat(assembled(BATCH.toByteArray())).isEqualTo(BATCH);
  }

  @Test
  void parseFrom_mergesFieldsThatComeTwiceOrOutOfOrder() throws InvalidProtocolBufferException {
    Span second =
        Span.newBuilder()
            .setName("last")
            .setInput(Payload.newBuilder().setTruncated(true))
            .setOutput(Payload.newBuilder().setText("text after data"))
            .build();
    ByteString merged = SPAN.toByteString().concat(second.toByteString());
    ByteString batch =
        TraceBatch.newBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        TraceBatch.SPANS_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder().addLengthDelimited(merged).build())
                    .build())
            .build()
            .toByteString()
            .concat(TraceBatch.newBuilder().setService("behind").build().toByteString());

    assertThat(assembled(batch.toByteArray())).isEqualTo(TraceBatch.parseFrom(batch));
  }

  @Test
  void parseFrom_refusesWhatTheGeneratedParserRefuses() {
    byte[] bytes = BATCH.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThat(parsed(SentBatchTest::assembled, cut))
          .as("the first %d bytes", length)
          .isEqualTo(parsed(TraceBatch::parseFrom, cut));
    }
  }

  private interface Parser {
    TraceBatch parse(byte[] bytes) throws InvalidProtocolBufferException;
  }

  private static Optional<TraceBatch> parsed(Parser parser, byte[] bytes) {
    try {
      return Optional.of(parser.parse(bytes));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  @Test
  void parseFrom_refusesTextThatIsNotUtf8() {
    byte[] bytes = BATCH.toByteArray();
    int text = BATCH.toByteString().toString(StandardCharsets.ISO_8859_1).indexOf(" asked");
    bytes[text] = -1;

    assertThatThrownBy(() -> SentBatch.parseFrom(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
