/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.tracehub.v1.AttributeValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an OTLP span. Nearly all are a name and a scalar: these are read without the
 * messages in between. Immutable, hence thread-safe.
 */
final class OtlpAttribute {

  private static final int NAME_TAG = tag(KeyValue.KEY_FIELD_NUMBER);
  private static final int VALUE_TAG = tag(KeyValue.VALUE_FIELD_NUMBER);
  private static final int TEXT_TAG = tag(AnyValue.STRING_VALUE_FIELD_NUMBER);
  private static final int FLAG_TAG =
      AnyValue.BOOL_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int NUMBER_TAG =
      AnyValue.INT_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int DOUBLE_TAG =
      AnyValue.DOUBLE_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_FIXED64;

  private final String name;
  private final @Nullable Object plain;
  private final @Nullable AnyValue value;
  private final byte @Nullable [] source;
  private final int textFrom;
  private final int textLength;

  /** A scalar; a text stands in the source. */
  private OtlpAttribute(String name, Object plain, byte[] source, int textFrom, int textLength) {
    this.name = name;
    this.plain = plain;
    this.value = null;
    this.source = plain instanceof String ? source : null;
    this.textFrom = textFrom;
    this.textLength = textLength;
  }

  private OtlpAttribute(KeyValue attribute) {
    this.name = attribute.getKey();
    this.value = attribute.getValue();
    this.plain = Plain.of(attribute.getValue());
    this.source = null;
    this.textFrom = 0;
    this.textLength = 0;
  }

  static OtlpAttribute of(KeyValue attribute) {
    return new OtlpAttribute(attribute);
  }

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  /** Reads a serialised {@link KeyValue}. */
  static OtlpAttribute parse(byte[] bytes, int from, int to) throws InvalidProtocolBufferException {
    try {
      OtlpAttribute scalar = parseScalar(bytes, from, to);
      return scalar != null
          ? scalar
          : new OtlpAttribute(KeyValue.parser().parseFrom(bytes, from, to - from));
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  /** A name followed by a scalar, each once and nothing else; null when there is more to it. */
  private static @Nullable OtlpAttribute parseScalar(byte[] bytes, int from, int to)
      throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
    if (in.readTag() != NAME_TAG) {
      return null;
    }
    int nameLength = in.readRawVarint32();
    int nameFrom = from + in.getTotalBytesRead();
    in.skipRawBytes(nameLength);
    if (in.readTag() != VALUE_TAG || in.readRawVarint32() != to - from - in.getTotalBytesRead()) {
      return null;
    }
    int tag = in.readTag();
    int textLength = tag == TEXT_TAG ? in.readRawVarint32() : 0;
    int textFrom = from + in.getTotalBytesRead();
    Object scalar;
    if (tag == TEXT_TAG && textLength == to - textFrom) {
      in.skipRawBytes(textLength);
      scalar = text(bytes, textFrom, textLength);
    } else if (tag == NUMBER_TAG) {
      scalar = in.readInt64();
    } else if (tag == DOUBLE_TAG) {
      scalar = in.readDouble();
    } else if (tag == FLAG_TAG) {
      scalar = in.readBool();
    } else {
      return null;
    }
    return in.isAtEnd()
        ? new OtlpAttribute(text(bytes, nameFrom, nameLength), scalar, bytes, textFrom, textLength)
        : null;
  }

  private static String text(byte[] bytes, int from, int length)
      throws InvalidProtocolBufferException {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // The decoder writes this character for what is not UTF-8.
    if (text.indexOf('\uFFFD') >= 0 && !ByteString.copyFrom(bytes, from, length).isValidUtf8()) {
      throw new InvalidProtocolBufferException("text of an attribute is not UTF-8");
    }
    return text;
  }

  String name() {
    return name;
  }

  /** As {@link Plain} holds it; null when it is empty. */
  @Nullable Object plain() {
    return plain;
  }

  /** The value in the model. */
  AttributeValue toModel() {
    if (value != null) {
      return Attributes.of(value);
    }
    return plain == null ? Attributes.EMPTY : Attributes.ofPlain(plain);
  }

  /** The bytes of a text as they were sent; null when the value is no text. */
  @Nullable ByteString textBytes() {
    if (source != null) {
      return ByteString.copyFrom(source, textFrom, textLength);
    }
    return value != null && value.hasStringValue() ? value.getStringValueBytes() : null;
  }
}
