/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated parser tells what an attribute is. */
class OtlpAttributeTest {

  static Stream<KeyValue> attributes() {
    AnyValue text = AnyValue.newBuilder().setStringValue("값 \uFFFD value").build();
    return Stream.of(
            AnyValue.getDefaultInstance(),
            text,
            AnyValue.newBuilder().setStringValue("").build(),
            AnyValue.newBuilder().setBoolValue(true).build(),
            AnyValue.newBuilder().setIntValue(-3).build(),
            AnyValue.newBuilder().setDoubleValue(0.25).build(),
            AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("b")).build(),
            AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(text)).build(),
            AnyValue.newBuilder()
                .setKvlistValue(
                    KeyValueList.newBuilder()
                        .addValues(KeyValue.newBuilder().setKey("k").setValue(text)))
                .build())
        .flatMap(
            value ->
                Stream.of(
                    KeyValue.newBuilder().setKey("name").setValue(value).build(),
                    KeyValue.newBuilder().setValue(value).build(),
                    KeyValue.newBuilder()
                        .setKey("name")
                        .setValue(value)
                        .setKeyStrindex(4)
                        .build()));
  }

  private static void requireSame(OtlpAttribute read, KeyValue expected) {
    AnyValue value = expected.getValue();
    assertThat(read.name()).isEqualTo(expected.getKey());
    assertThat(read.plain()).isEqualTo(Plain.of(value));
    assertThat(read.toModel()).isEqualTo(Attributes.of(value));
    assertThat(read.textBytes())
        .isEqualTo(value.hasStringValue() ? value.getStringValueBytes() : null);
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void parse_readsWhatTheGeneratedParserReads(KeyValue attribute) throws Exception {
    byte[] within = ByteString.copyFromUtf8("xx").concat(attribute.toByteString()).toByteArray();

    requireSame(OtlpAttribute.parse(within, 2, within.length), attribute);
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void parse_mergesWhatComesTwice(KeyValue attribute) throws Exception {
    KeyValue second =
        KeyValue.newBuilder()
            .setKey("other")
            .setValue(AnyValue.newBuilder().setStringValue("more"))
            .build();
    byte[] bytes = attribute.toByteString().concat(second.toByteString()).toByteArray();

    requireSame(OtlpAttribute.parse(bytes, 0, bytes.length), KeyValue.parseFrom(bytes));
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void parse_refusesWhatTheGeneratedParserRefuses(KeyValue attribute) {
    byte[] bytes = attribute.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThat(name(() -> OtlpAttribute.parse(cut, 0, cut.length).name()))
          .as("the first %d bytes", length)
          .isEqualTo(name(() -> KeyValue.parseFrom(cut).getKey()));
    }
  }

  private interface Parser {
    String parse() throws InvalidProtocolBufferException;
  }

  private static Optional<String> name(Parser parser) {
    try {
      return Optional.of(parser.parse());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  @Test
  void parse_refusesTextThatIsNotUtf8() {
    byte[] bytes =
        KeyValue.newBuilder()
            .setKey("k")
            .setValue(AnyValue.newBuilder().setStringValue("text"))
            .build()
            .toByteArray();
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("text")] = -1;

    assertThatThrownBy(() -> OtlpAttribute.parse(bytes, 0, bytes.length))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }
}
