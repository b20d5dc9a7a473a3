/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * How one field is read.
 *
 * @param field the field
 * @param once fields that share this number exclude each other: a field and itself, the fields of a
 *     oneof
 * @param hex whether the bytes are written in hexadecimal
 * @param message how the message inside is read; null when there is none
 */
record FieldPlan(FieldDescriptor field, int once, boolean hex, @Nullable MessagePlan message) {

  /** The tag of a value on its own, also when the field could pack its values. */
  int tag() {
    return tag(field.getLiteType().getWireType());
  }

  int packedTag() {
    return tag(WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private int tag(int wireType) {
    return (field.getNumber() << 3) | wireType;
  }
}
