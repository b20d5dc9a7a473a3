/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.util.Set;

/**
 * Messages of protobuf itself that have a JSON form of their own, such as a time written as text.
 * They are small, so protobuf's own reader does.
 */
final class WellKnown {

  private static final Set<String> NAMES =
      Set.of(
          "google.protobuf.Timestamp",
          "google.protobuf.Duration",
          "google.protobuf.FieldMask",
          "google.protobuf.Struct",
          "google.protobuf.Value",
          "google.protobuf.ListValue",
          "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.Int32Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue");

  private WellKnown() {}

  static boolean isOne(Descriptor type) {
    return NAMES.contains(type.getFullName());
  }

  static byte[] read(Descriptor type, JsonReader json) throws JsonFault {
    JsonElement value = JsonParser.parseReader(json);
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    try {
      JsonFormat.parser().merge(value.toString(), message);
    } catch (InvalidProtocolBufferException e) {
      throw JsonFault.value("INVALID_VALUE", value.toString(), "a " + expected(type));
    }
    return message.build().toByteArray();
  }

  private static String expected(Descriptor type) {
    return switch (type.getName()) {
      case "Timestamp" -> "time as in RFC 3339, e.g. \"2026-11-21T10:00:00Z\"";
      case "Duration" -> "number of seconds with an s, e.g. \"1.5s\"";
      default -> type.getFullName() + " in protobuf's JSON form";
    };
  }
}
