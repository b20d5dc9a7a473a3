/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoWriterTest {

  private final ProtoWriter out = new ProtoWriter();

  /** Around each length at which a length takes one byte more, or another way is taken. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 126, 127, 128, 1023, 1024, 1025, 16_383, 16_384, 2_097_152})
  void string_ofAnyLength_isRead(int length) throws InvalidProtocolBufferException {
    for (String unit : new String[] {"x", "é", "語", "😀", "\uD800"}) {
      out.clear();
      String text = unit.repeat(length);

      out.string(Span.NAME_FIELD_NUMBER, text);

      assertThat(parsed()).isEqualTo(Span.newBuilder().setName(text).build().toByteString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 16_384, 3_000_000})
  void nested_ofAnyLength_isRead(int length) throws InvalidProtocolBufferException {
    Payload payload = Payload.newBuilder().setText("y".repeat(length)).build();

    int outer = out.begin(Span.INPUT_FIELD_NUMBER);
    out.fields(payload);
    out.end(outer);
    out.message(Span.OUTPUT_FIELD_NUMBER, payload);

    assertThat(parsed())
        .isEqualTo(Span.newBuilder().setInput(payload).setOutput(payload).build().toByteString());
  }

  @Test
  void numbers_anyOfThem_areRead() throws InvalidProtocolBufferException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      double real = Double.longBitsToDouble(random.nextLong());
      out.clear();

      out.fixed64(Span.START_TIME_UNIX_NANO_FIELD_NUMBER, number);
      out.fixed32(Span.FLAGS_FIELD_NUMBER, (int) number);
      out.varint(Span.TIME_TO_FIRST_TOKEN_NANO_FIELD_NUMBER, number);
      out.bool(Span.STREAMING_FIELD_NUMBER, random.nextBoolean());
      out.hex(Span.SPAN_ID_FIELD_NUMBER, number);
      int entry = out.begin(Span.ATTRIBUTES_FIELD_NUMBER);
      out.string(1, "k");
      int value = out.begin(2);
      out.float64(AttributeValue.DOUBLE_VALUE_FIELD_NUMBER, real);
      out.end(value);
      out.end(entry);

      Span span = Span.parseFrom(parsed());
      assertThat(span.getStartTimeUnixNano()).isEqualTo(number);
      assertThat(span.getFlags()).isEqualTo((int) number);
      assertThat(span.getTimeToFirstTokenNano()).isEqualTo(number);
      assertThat(span.getSpanId()).isEqualTo(String.format("%016x", number));
      assertThat(span.getAttributesOrThrow("k").getDoubleValue()).isEqualTo(Double.valueOf(real));
    }
  }

  private ByteString parsed() throws InvalidProtocolBufferException {
    byte[] bytes = new byte[out.size()];
    out.copyTo(bytes, 0);
    // In the order of the fields' numbers, whatever order they were written in.
    return Span.parseFrom(bytes).toByteString();
  }
}
