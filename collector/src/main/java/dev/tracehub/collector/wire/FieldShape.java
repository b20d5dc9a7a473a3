/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import org.jspecify.annotations.Nullable;

/** What the walk has to know about one field, flat and final so that looking it up costs little. */
final class FieldShape {

  /** What the walk does with the value. */
  enum Check {
    /** A varint of any value. */
    VARINT,
    /** A varint that must be a number of the field's closed enum. */
    ENUM,
    /** An unsigned varint that must fit into a signed long. */
    UNSIGNED,
    /** An unsigned varint that is summed up by readers and must leave room for that. */
    COUNT,
    /** Four bytes. */
    FIXED32,
    /** Eight bytes. */
    FIXED64,
    /** Eight bytes that must be a finite double. */
    FINITE,
    /** Bytes of any content. */
    BYTES,
    /** Text of at most so many bytes. */
    STRING,
    /** Text of at most so many characters. */
    ID,
    /** A decimal number as text. */
    DECIMAL,
    /** A trace id as text. */
    TRACE_TEXT,
    /** A span id as text. */
    SPAN_TEXT,
    /** A trace id as bytes, or nothing. */
    TRACE_BYTES,
    /** A span id as bytes, or nothing. */
    SPAN_BYTES,
    /** A list of varints, packed or one by one. */
    VARINTS,
    /** A list of eight bytes each, packed or one by one. */
    FIXED64S,
    /** A message. */
    MESSAGE
  }

  /** What a value may be in which nothing is looked for. */
  private enum Plain {
    NOT,
    TRACE_ID,
    SPAN_ID,
    /** An id of a sender's own: two of them must not become one. */
    RECORD_ID,
    DECIMAL
  }

  /** {@link #slot} of a field that nobody asks for. */
  static final int NO_SLOT = -1;

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  final String name;
  final int wireType;
  final Check check;

  /** How a list of numbers is written one by one; as {@link #wireType} for all other fields. */
  final int elementType;

  /** Most bytes, characters or the highest number, as the check has it. */
  final int limit;

  /** Index among the repeated fields of its message; -1 when it is not repeated. */
  final int counter;

  /** Whether it holds the entries of a map, whose order means nothing. */
  final boolean map;

  /** The most entries. */
  final int countLimit;

  /** Where record walks keep the value; {@link #NO_SLOT} when they do not. */
  final int slot;

  private final Plain plain;

  /** Whether it is a text and not opaque bytes. */
  private final boolean wireText;

  /** Whether the field is part of the content that tells a duplicate from a conflict. */
  final boolean content;

  /** The shape of the message. Set while shapes are linked, never changed afterwards. */
  @Nullable MessageShape child;

  FieldShape(FieldDescriptor field, int counter, FieldRules rules) {
    this.name = field.getName();
    this.check = rules.check(field);
    this.wireType = wireType(check);
    this.elementType = elementType(check, wireType);
    this.limit = rules.limit(field);
    this.counter = counter;
    this.map = field.isMapField();
    this.countLimit = rules.countLimit(field);
    this.slot = Slots.of(field);
    this.plain = plain(field, check);
    this.wireText = field.getType() == FieldDescriptor.Type.STRING;
    this.content = slot != Slots.TRACE_ID && slot != Slots.SPAN_ID && slot != Slots.COLLECTOR;
  }

  /** Whether the value is an id or a decimal number, and well-formed: nothing else can be in it. */
  boolean isPlain(byte[] bytes, int from, int to) {
    return switch (plain) {
      case TRACE_ID -> wireText ? HexIds.isTraceId(bytes, from, to) : to - from == TRACE_BYTES;
      case SPAN_ID -> wireText ? HexIds.isSpanId(bytes, from, to) : to - from == SPAN_BYTES;
      case RECORD_ID -> consistsOf("0123456789abcdefABCDEF-", bytes, from, to);
      case DECIMAL -> consistsOf("0123456789+-.eE", bytes, from, to);
      case NOT -> false;
    };
  }

  private static boolean consistsOf(String characters, byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (characters.indexOf(bytes[at]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static Plain plain(FieldDescriptor field, Check check) {
    return switch (field.getName()) {
      case "trace_id" -> Plain.TRACE_ID;
      case "span_id", "parent_span_id" -> Plain.SPAN_ID;
      case "event_id", "evaluation_id", "job_id", "batch_id", "client_id" -> Plain.RECORD_ID;
      default -> check == Check.DECIMAL ? Plain.DECIMAL : Plain.NOT;
    };
  }

  boolean repeated() {
    return counter >= 0;
  }

  private static int wireType(Check check) {
    return switch (check) {
      case VARINT, ENUM, UNSIGNED, COUNT -> Wire.VARINT;
      case FIXED64, FINITE -> Wire.FIXED64;
      case FIXED32 -> Wire.FIXED32;
      default -> Wire.LENGTH;
    };
  }

  private static int elementType(Check check, int wireType) {
    return switch (check) {
      case VARINTS -> Wire.VARINT;
      case FIXED64S -> Wire.FIXED64;
      default -> wireType;
    };
  }
}
