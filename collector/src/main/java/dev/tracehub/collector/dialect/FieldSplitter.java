/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Parses a message and hands some of its fields over as they stand in the bytes, in their order
 * with the others: for large fields that the generated parser would build or decode only to have
 * them built or encoded again. Immutable, hence thread-safe.
 */
final class FieldSplitter {

  private final int firstField;
  private final int lastField;
  private final boolean inOrder;

  /** Takes a field. */
  @FunctionalInterface
  interface Taker {
    /** The value of a length-delimited field, from one index up to another. */
    void take(int field, byte[] bytes, int from, int to) throws InvalidProtocolBufferException;
  }

  private FieldSplitter(int firstField, int lastField, boolean inOrder) {
    this.firstField = firstField;
    this.lastField = lastField;
    this.inOrder = inOrder;
  }

  /** Hands over all fields of these numbers. */
  static FieldSplitter ofAll(int firstField, int lastField) {
    return new FieldSplitter(firstField, lastField, false);
  }

  /**
   * Hands over the fields of these numbers before the first greater number: all of them, as senders
   * write fields in their order. Such a field behind is parsed like any other.
   */
  static FieldSplitter ofThoseInOrder(int firstField, int lastField) {
    return new FieldSplitter(firstField, lastField, true);
  }

  /** Parses bytes from one index up to another into a message. */
  void parse(byte[] bytes, int from, int to, Message.Builder into, Taker taker)
      throws InvalidProtocolBufferException {
    CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
    int unparsed = from;
    try {
      while (true) {
        int fieldFrom = from + in.getTotalBytesRead();
        int tag = in.readTag();
        int field = WireFormat.getTagFieldNumber(tag);
        if (tag == 0 || (inOrder && field > lastField)) {
          break;
        }
        boolean wanted = field >= firstField && field <= lastField;
        if (!wanted || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          in.skipField(tag);
          continue;
        }
        int length = in.readRawVarint32();
        int valueFrom = from + in.getTotalBytesRead();
        in.skipRawBytes(length);
        if (fieldFrom > unparsed) {
          into.mergeFrom(bytes, unparsed, fieldFrom - unparsed);
        }
        taker.take(field, bytes, valueFrom, valueFrom + length);
        unparsed = valueFrom + length;
      }
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    into.mergeFrom(bytes, unparsed, to - unparsed);
  }
}
