/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ProtocolMessageEnum;

/** Numbers of enumerations for their columns, which know the numbers of this version alone. */
final class Enums {

  private static final String UNRECOGNIZED = "UNRECOGNIZED";

  private Enums() {}

  /** Whether this version knows the value. */
  static <E extends Enum<E> & ProtocolMessageEnum> boolean isKnown(E value) {
    return !value.name().equals(UNRECOGNIZED);
  }

  /** The value's number; that of UNSPECIFIED when it is not known. */
  static <E extends Enum<E> & ProtocolMessageEnum> int number(E value) {
    return isKnown(value) ? value.getNumber() : 0;
  }
}
