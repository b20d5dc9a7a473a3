/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads one JSON text. For one thread and one use. */
final class MessageReader {

  /** As many messages inside each other as protobuf's own parser takes. */
  static final int MAX_DEPTH = 100;

  private final JsonReader json;
  private final WireBuffer out;
  private final ValueReader values;
  private int depth;

  MessageReader(byte[] text) {
    this.json =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(text),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    json.setStrictness(Strictness.STRICT);
    this.out = new WireBuffer(text.length / 2);
    this.values = new ValueReader(json, out);
  }

  byte[] read(MessagePlan plan) throws IOException, JsonFault {
    fields(plan);
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw JsonFault.ahead("INVALID_JSON", "more than one JSON value (expected: one object)");
    }
    return out.toByteArray();
  }

  /** Where the value is that comes next, as a path of field names. */
  String nextPath() {
    return plain(json.getPath());
  }

  /** Where the value is that was read last, as a path of field names. */
  String lastPath() {
    return plain(json.getPreviousPath());
  }

  private static String plain(String path) {
    return path.length() > 2 ? path.substring(2) : "body";
  }

  private void fields(MessagePlan plan) throws IOException, JsonFault {
    if (plan.isWellKnown()) {
      out.raw(WellKnown.read(plan.type(), json));
      return;
    }
    values.expect(JsonToken.BEGIN_OBJECT, "an object");
    if (++depth > MAX_DEPTH) {
      throw JsonFault.ahead("TOO_DEEP", "more than " + MAX_DEPTH + " messages inside each other");
    }
    long[] seen = plan.noneSeen();
    json.beginObject();
    while (json.hasNext()) {
      FieldPlan field = plan.field(json.nextName());
      if (field == null) {
        json.skipValue();
      } else if (json.peek() == JsonToken.NULL) {
        json.nextNull();
      } else {
        requireFirst(field, seen);
        field(field);
      }
    }
    json.endObject();
    depth--;
  }

  private static void requireFirst(FieldPlan field, long[] seen) throws JsonFault {
    long bit = 1L << field.once();
    int word = field.once() >>> 6;
    if ((seen[word] & bit) != 0) {
      throw JsonFault.ahead(
          "GIVEN_TWICE", "given twice, or beside another field of its oneof (expected: one)");
    }
    seen[word] |= bit;
  }

  private void field(FieldPlan plan) throws IOException, JsonFault {
    FieldDescriptor field = plan.field();
    if (field.isMapField()) {
      map(plan);
    } else if (field.isRepeated()) {
      repeated(plan);
    } else {
      single(plan);
    }
  }

  private void single(FieldPlan plan) throws IOException, JsonFault {
    out.varint(plan.tag());
    if (plan.message() == null) {
      values.read(plan);
    } else {
      nested(plan.message());
    }
  }

  private void nested(MessagePlan plan) throws IOException, JsonFault {
    int start = out.begin();
    fields(plan);
    out.end(start);
  }

  private void repeated(FieldPlan plan) throws IOException, JsonFault {
    values.expect(JsonToken.BEGIN_ARRAY, "an array");
    json.beginArray();
    if (plan.field().isPackable()) {
      packed(plan);
    } else {
      while (json.hasNext()) {
        single(plan);
      }
    }
    json.endArray();
  }

  private void packed(FieldPlan plan) throws IOException, JsonFault {
    out.varint(plan.packedTag());
    int start = out.begin();
    while (json.hasNext()) {
      values.read(plan);
    }
    out.end(start);
  }

  /** A map is a list of messages with the key as field 1 and the value as field 2. */
  private void map(FieldPlan plan) throws IOException, JsonFault {
    MessagePlan entry = Objects.requireNonNull(plan.message());
    FieldPlan key = Objects.requireNonNull(entry.field("key"));
    FieldPlan value = Objects.requireNonNull(entry.field("value"));
    values.expect(JsonToken.BEGIN_OBJECT, "an object");
    json.beginObject();
    while (json.hasNext()) {
      out.varint(plan.tag());
      int start = out.begin();
      out.varint(key.tag());
      values.key(key, json.nextName());
      single(value);
      out.end(start);
    }
    json.endObject();
  }
}
