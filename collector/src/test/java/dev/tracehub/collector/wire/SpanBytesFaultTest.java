/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import static dev.tracehub.collector.wire.FaultCase.malformed;
import static dev.tracehub.collector.wire.FaultCase.tooLarge;
import static dev.tracehub.collector.wire.TestBatches.TRACE_ID;
import static dev.tracehub.collector.wire.TestBatches.span;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Link;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans that are too large or no message. */
class SpanBytesFaultTest {

  private final TraceBatchWalker walker = new TraceBatchWalker(WireModel.of(FaultCase.LIMITS));

  @ParameterizedTest
  @MethodSource("cases")
  void walk_faultyBytes(FaultCase faulty) {
    faulty.assertRejected(walker);
  }

  static Stream<FaultCase> cases() {
    return Stream.of(limits(), bytes()).flatMap(stream -> stream);
  }

  private static Stream<FaultCase> limits() {
    return Stream.of(
        tooLarge(
            "record",
            span(1).setInput(dev.tracehub.v1.Payload.newBuilder().setText("x".repeat(4100))),
            "",
            span(1)
                    .setInput(dev.tracehub.v1.Payload.newBuilder().setText("x".repeat(4100)))
                    .build()
                    .getSerializedSize()
                + " bytes (expected: at most 4000)"),
        tooLarge(
            "name", span(1).setName("n".repeat(41)), "name", "41 bytes (expected: at most 40)"),
        tooLarge(
            "tag",
            span(1).addTags("a").addTags("t".repeat(41)),
            "tags[1]",
            "41 bytes (expected: at most 40)"),
        tooLarge(
            "tags",
            span(1).addAllTags(List.of("a", "b", "c", "d", "e")),
            "tags[4]",
            "more than 4 (expected: at most 4)"),
        tooLarge(
            "status message",
            span(1).setStatus(dev.tracehub.v1.Status.newBuilder().setMessage("m".repeat(401))),
            "status.message",
            "401 bytes (expected: at most 400)"),
        tooLarge(
            "job id",
            span(1).setJobId("j".repeat(129)),
            "job_id",
            "129 characters (expected: at most 128)"),
        tooLarge(
            "attributes",
            span(1)
                .putAttributes("a", text(""))
                .putAttributes("b", text(""))
                .putAttributes("c", text("")),
            "attributes[3]",
            "more than 3 (expected: at most 3)"),
        tooLarge(
            "attribute key",
            span(1).putAttributes("k".repeat(13), text("")),
            "attributes[1].key",
            "13 bytes (expected: at most 12)"),
        tooLarge(
            "attribute value",
            span(1).putAttributes("k", text("v".repeat(998))),
            "attributes[1].value",
            "1001 bytes (expected: at most 1000)"),
        tooLarge(
            "array",
            span(1).putAttributes("k", array(6)),
            "attributes[1].value.array_value.values[5]",
            "more than 5 (expected: at most 5)"),
        tooLarge(
            "events",
            span(1)
                .addEvents(Event.newBuilder())
                .addEvents(Event.newBuilder())
                .addEvents(Event.newBuilder()),
            "events[2]",
            "more than 2 (expected: at most 2)"),
        tooLarge(
            "attributes of an event",
            span(1)
                .addEvents(Event.newBuilder())
                .addEvents(
                    Event.newBuilder()
                        .putAttributes("a", text(""))
                        .putAttributes("b", text(""))
                        .putAttributes("c", text(""))
                        .putAttributes("d", text(""))),
            "events[1].attributes[3]",
            "more than 3 (expected: at most 3)"),
        tooLarge(
            "links",
            span(1).addLinks(link()).addLinks(link()).addLinks(link()),
            "links[2]",
            "more than 2 (expected: at most 2)"),
        tooLarge(
            "nesting",
            span(1).putAttributes("k", nested(4)),
            "attributes[1].value" + ".map_value.entries[0].value".repeat(3) + ".map_value",
            "nested over 12 levels deep (expected: at most 12)"),
        tooLarge(
            "unknown fields",
            span(1).mergeUnknownFields(unknown(4)),
            "",
            "more unknown fields than 3 (expected: at most as many)"));
  }

  private static Stream<FaultCase> bytes() {
    return Stream.of(
        malformed("name as number", new Raw().number(5, 1), "name", "wire type 0 (expected: 2)"),
        malformed(
            "start as varint",
            new Raw().number(8, 1),
            "start_time_unix_nano",
            "wire type 0 (expected: 1)"),
        malformed(
            "group", new Raw().tag(59, 3).tag(59, 4), "", "wire type 3 (expected: 0, 1, 2 or 5)"),
        malformed("wire type 7", new Raw().tag(59, 7), "", "wire type 7 (expected: 0, 1, 2 or 5)"),
        malformed("field 0", new Raw().bytes(0), "", "field number 0 (expected: >= 1)"),
        malformed(
            "tag of six bytes",
            new Raw().bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
            "",
            "tag of 6 bytes (expected: 1 to 5)"),
        malformed(
            "endless varint",
            new Raw().tag(4, 0).bytes(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1),
            "type",
            "varint of over 10 bytes (expected: 1 to 10)"),
        malformed("cut varint", new Raw().tag(4, 0).bytes(0x80), "type", "cut off inside a varint"),
        malformed(
            "cut text",
            new Raw().tag(5, 2).varint(10).bytes('a'),
            "name",
            "cut off: 1 bytes left (expected: 10 bytes)"),
        malformed(
            "cut time",
            new Raw().tag(8, 1).bytes(1, 2, 3),
            "start_time_unix_nano",
            "cut off: 3 bytes left (expected: 8 bytes)"),
        malformed(
            "negative length",
            new Raw().tag(5, 2).varint(-1),
            "name",
            "length 18446744073709551615 (expected: at most 2147483647)"),
        malformed(
            "Latin-1 name",
            new Raw().value(5, new byte[] {'a', (byte) 0xE9}),
            "name",
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "surrogate in a name",
            new Raw().value(5, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
            "name",
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "overlong zero in a tag",
            new Raw().text(17, "ok").value(17, new byte[] {(byte) 0xC0, (byte) 0x80}),
            "tags[1]",
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "attribute key",
            new Raw().message(32, new Raw().value(1, new byte[] {(byte) 0xFF})),
            "attributes[0].key",
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "attribute value",
            new Raw()
                .message(
                    32,
                    new Raw()
                        .text(1, "k")
                        .message(2, new Raw().value(1, new byte[] {(byte) 0x80}))),
            "attributes[0].value.string_value",
            "bytes that are no text (expected: UTF-8)"),
        malformed(
            "length over the end of a message inside",
            new Raw().message(32, new Raw().tag(1, 2).varint(100)),
            "attributes[0].key",
            "cut off: 0 bytes left (expected: 100 bytes)"),
        malformed(
            "event name",
            new Raw().message(34, new Raw()).message(34, new Raw().number(2, 5)),
            "events[1].name",
            "wire type 0 (expected: 2)"));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static Link link() {
    return Link.newBuilder().setTraceId(TRACE_ID).setSpanId("00000000000000aa").build();
  }

  private static AttributeValue array(int size) {
    AttributeArray.Builder array = AttributeArray.newBuilder();
    for (int i = 0; i < size; i++) {
      array.addValues(text(""));
    }
    return AttributeValue.newBuilder().setArrayValue(array).build();
  }

  private static AttributeValue nested(int maps) {
    AttributeValue value = text("end");
    for (int i = 0; i < maps; i++) {
      value =
          AttributeValue.newBuilder()
              .setMapValue(AttributeMap.newBuilder().putEntries("k", value))
              .build();
    }
    return value;
  }

  private static com.google.protobuf.UnknownFieldSet unknown(int fields) {
    com.google.protobuf.UnknownFieldSet.Builder set =
        com.google.protobuf.UnknownFieldSet.newBuilder();
    for (int field = 100; field < 100 + fields; field++) {
      set.addField(
          field,
          com.google.protobuf.UnknownFieldSet.Field.newBuilder()
              .addLengthDelimited(ByteString.copyFromUtf8("?"))
              .build());
    }
    return set.build();
  }
}
