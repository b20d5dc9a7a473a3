/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A span in its wire form, from which fields are left out. To copy the bytes of what stays costs a
 * fraction of what it takes to build a second span without the rest. Its memory serves one span
 * after the other. Not thread-safe.
 *
 * <p>The same span always has the same bytes: the entries of its maps are in order. A span without
 * a type has that of any span.
 */
final class SpanWire {

  private static final int FIRST_CAPACITY = 1 << 13;

  private Span span = Span.getDefaultInstance();
  private byte[] whole = new byte[FIRST_CAPACITY];
  private int wholeSize;
  private byte[] kept = new byte[FIRST_CAPACITY];
  private byte[] keptInside = new byte[FIRST_CAPACITY];

  /** Takes up a span in place of the one before. */
  void take(Span next) {
    span =
        next.getType() == SpanType.SPAN_TYPE_UNSPECIFIED
            ? next.toBuilder().setType(SpanType.SPAN_TYPE_SPAN).build()
            : next;
    wholeSize = span.getSerializedSize();
    if (wholeSize > whole.length) {
      int capacity = Math.max(wholeSize, 2 * whole.length);
      whole = new byte[capacity];
      kept = new byte[capacity];
      keptInside = new byte[capacity];
    }
    CodedOutputStream out = CodedOutputStream.newInstance(whole, 0, wholeSize);
    out.useDeterministicSerialization();
    try {
      span.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The span that was taken up. */
  Span span() {
    return span;
  }

  /** Leaves fields out: the rest is in {@link #kept} until the next call. Returns its size. */
  int without(OmittedFields omitted) {
    try {
      return copy(CodedInputStream.newInstance(whole, 0, wholeSize), omitted, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins with what the last call of {@link #without} left. */
  byte[] kept() {
    return kept;
  }

  private int copy(CodedInputStream in, OmittedFields omitted, byte[] to) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(to);
    while (!in.isAtEnd()) {
      int begin = in.getTotalBytesRead();
      int tag = in.readTag();
      OmittedFields.Rule rule = omitted.rule(WireFormat.getTagFieldNumber(tag));
      if (rule == null || !rule.fits(WireFormat.getTagWireType(tag)) || !rule.when().test(span)) {
        in.skipField(tag);
        out.writeRawBytes(whole, begin, in.getTotalBytesRead() - begin);
      } else if (rule.inside() == null) {
        in.skipField(tag);
      } else {
        int size = in.readRawVarint32();
        int end = in.pushLimit(size);
        int left = copy(in, rule.inside(), keptInside);
        in.popLimit(end);
        // One that was empty all along says something by being there.
        if (left > 0 || size == 0 || rule.staysEmpty()) {
          out.writeUInt32NoTag(tag);
          out.writeUInt32NoTag(left);
          out.writeRawBytes(keptInside, 0, left);
        }
      }
    }
    return out.getTotalBytesWritten();
  }
}
