/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.io.IOException;
import java.util.Locale;

/** Reads values that are no messages and writes them without their tags. For one thread. */
final class ValueReader {

  private final JsonReader json;
  private final WireBuffer out;

  ValueReader(JsonReader json, WireBuffer out) {
    this.json = json;
    this.out = out;
  }

  void expect(JsonToken token, String expected) throws IOException, JsonFault {
    JsonToken found = json.peek();
    if (found != token) {
      throw JsonFault.wrongType(name(found), expected);
    }
  }

  void read(FieldPlan plan) throws IOException, JsonFault {
    switch (plan.field().getType()) {
      case STRING -> out.lengthAndText(text("a string"));
      case BYTES -> out.lengthAndBytes(bytes(plan));
      case BOOL -> bool();
      case ENUM -> out.varint(constant(plan.field().getEnumType()));
      default -> number(plan, numberText());
    }
  }

  /** The key of a map, which JSON writes as a name whatever its type is. */
  void key(FieldPlan plan, String name) throws JsonFault {
    switch (plan.field().getType()) {
      case STRING -> out.lengthAndText(name);
      case BOOL -> {
        if (!name.equals("true") && !name.equals("false")) {
          throw JsonFault.wrongType("\"" + name + "\"", "\"true\" or \"false\"");
        }
        out.varint(name.equals("true") ? 1 : 0);
      }
      default -> number(plan, name);
    }
  }

  private void number(FieldPlan plan, String text) throws JsonFault {
    switch (plan.field().getType()) {
      case INT64 -> out.varint(Scalars.int64(text));
      case UINT64 -> out.varint(Scalars.uint64(text));
      case SINT64 -> out.varint(zigZag(Scalars.int64(text)));
      case FIXED64 -> out.fixed64(Scalars.uint64(text));
      case SFIXED64 -> out.fixed64(Scalars.int64(text));
      case INT32 -> out.varint(Scalars.int32(text));
      case UINT32 -> out.varint(Integer.toUnsignedLong(Scalars.uint32(text)));
      case SINT32 -> out.varint(zigZag(Scalars.int32(text)));
      case FIXED32 -> out.fixed32(Scalars.uint32(text));
      case SFIXED32 -> out.fixed32(Scalars.int32(text));
      case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(Scalars.float64(text)));
      case FLOAT -> out.fixed32(Float.floatToRawIntBits(Scalars.float32(text)));
      default -> throw new IllegalStateException("no number: " + plan.field().getFullName());
    }
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void bool() throws IOException, JsonFault {
    expect(JsonToken.BOOLEAN, "true or false");
    out.varint(json.nextBoolean() ? 1 : 0);
  }

  private byte[] bytes(FieldPlan plan) throws IOException, JsonFault {
    String text = text("a string");
    return plan.hex() ? Scalars.hex(text) : Scalars.base64(text);
  }

  private int constant(EnumDescriptor type) throws IOException, JsonFault {
    if (json.peek() == JsonToken.NUMBER) {
      return Scalars.int32(json.nextString());
    }
    String name = text("a number or a name of " + type.getName());
    EnumValueDescriptor value = type.findValueByName(name);
    if (value == null) {
      throw JsonFault.value("INVALID_ENUM", "\"" + name + "\"", "a name of " + type.getName());
    }
    return value.getNumber();
  }

  private String text(String expected) throws IOException, JsonFault {
    expect(JsonToken.STRING, expected);
    return json.nextString();
  }

  private String numberText() throws IOException, JsonFault {
    JsonToken found = json.peek();
    if (found != JsonToken.NUMBER && found != JsonToken.STRING) {
      throw JsonFault.wrongType(name(found), "a number, or a string that holds one");
    }
    return json.nextString();
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case BEGIN_OBJECT -> "an object";
      case BEGIN_ARRAY -> "an array";
      case NUMBER, STRING, BOOLEAN, NULL -> token.name().toLowerCase(Locale.ROOT);
      default -> "nothing";
    };
  }
}
