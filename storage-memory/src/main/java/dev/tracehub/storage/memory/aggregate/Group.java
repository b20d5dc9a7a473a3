/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.v1.MeasureValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A group on its way into the answer.
 *
 * @param number its number
 * @param bucketStart the start of its bucket; 0 without buckets
 * @param keys its keys
 * @param orderValue the value that orders groups; empty when keys do
 */
record Group(int number, long bucketStart, List<String> keys, Optional<MeasureValue> orderValue) {

  /** By bucket, then by the value, the greatest first and none last, then by keys. */
  static Comparator<Group> order() {
    return Comparator.comparingLong(Group::bucketStart)
        .thenComparing(Group::compareValues)
        .thenComparing(Group::compareKeys);
  }

  private static int compareValues(Group a, Group b) {
    if (a.orderValue.isEmpty() || b.orderValue.isEmpty()) {
      return 0;
    }
    MeasureValue left = a.orderValue.get();
    MeasureValue right = b.orderValue.get();
    boolean leftKnown = left.getValueCase() != MeasureValue.ValueCase.VALUE_NOT_SET;
    boolean rightKnown = right.getValueCase() != MeasureValue.ValueCase.VALUE_NOT_SET;
    if (!leftKnown || !rightKnown) {
      return Boolean.compare(rightKnown, leftKnown);
    }
    return switch (left.getValueCase()) {
      case INT_VALUE -> Long.compare(right.getIntValue(), left.getIntValue());
      case DOUBLE_VALUE -> Double.compare(right.getDoubleValue(), left.getDoubleValue());
      case DECIMAL_VALUE ->
          new BigDecimal(right.getDecimalValue()).compareTo(new BigDecimal(left.getDecimalValue()));
      case VALUE_NOT_SET -> 0;
    };
  }

  private static int compareKeys(Group a, Group b) {
    for (int i = 0; i < a.keys.size(); i++) {
      int order = CodePointOrder.INSTANCE.compare(a.keys.get(i), b.keys.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
