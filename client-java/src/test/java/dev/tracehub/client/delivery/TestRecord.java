/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.Message;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;

/** A record that exists already, mostly a span of a given name and size. */
final class TestRecord extends Recorded {

  private final RecordKind kind;
  private final Message message;
  private final int estimate;

  private TestRecord(RecordKind kind, Message message, int estimate) {
    this.kind = kind;
    this.message = message;
    this.estimate = estimate;
  }

  static TestRecord of(RecordKind kind, Message message) {
    return new TestRecord(kind, message, message.getSerializedSize());
  }

  static TestRecord named(String name) {
    return of(RecordKind.RECORD_KIND_SPAN, Span.newBuilder().setName(name).build());
  }

  /** Encodes to at least this many bytes and says so. */
  static TestRecord ofSize(int bytes) {
    return named("x".repeat(bytes));
  }

  /** Encodes to more than it says. */
  static TestRecord underestimated(int bytes, int estimate) {
    Span span = Span.newBuilder().setName("x".repeat(bytes)).build();
    return new TestRecord(RecordKind.RECORD_KIND_SPAN, span, estimate);
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
      protected void write(ProtoWriter out) {
        throw new IllegalStateException("cannot be encoded");
      }
    };
  }

  @Override
  protected RecordKind kind() {
    return kind;
  }

  @Override
  protected int estimatedBytes() {
    return estimate;
  }

  @Override
  protected void write(ProtoWriter out) {
    out.fields(message);
  }
}
