/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.Message;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;

/** A span of a given name and size. */
final class TestRecord extends Recorded {

  private final Span span;
  private final int estimate;

  private TestRecord(Span span, int estimate) {
    this.span = span;
    this.estimate = estimate;
  }

  static TestRecord named(String name) {
    Span span = Span.newBuilder().setName(name).build();
    return new TestRecord(span, span.getSerializedSize());
  }

  /** Encodes to at least this many bytes and says so. */
  static TestRecord ofSize(int bytes) {
    return named("x".repeat(bytes));
  }

  /** Encodes to more than it says. */
  static TestRecord underestimated(int bytes, int estimate) {
    return new TestRecord(Span.newBuilder().setName("x".repeat(bytes)).build(), estimate);
  }

  /** Fails to encode. */
  static Recorded broken() {
    return new Recorded() {
      @Override
      protected RecordKind kind() {
        return RecordKind.RECORD_KIND_SPAN;
      }

      @Override
      protected int estimatedBytes() {
        return 10;
      }

      @Override
      protected Message encode() {
        throw new IllegalStateException("cannot be encoded");
      }
    };
  }

  @Override
  protected RecordKind kind() {
    return RecordKind.RECORD_KIND_SPAN;
  }

  @Override
  protected int estimatedBytes() {
    return estimate;
  }

  @Override
  protected Message encode() {
    return span;
  }
}
