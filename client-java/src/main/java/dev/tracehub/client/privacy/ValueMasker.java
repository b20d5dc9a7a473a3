/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;

/** Masks the texts inside values and payloads. What has none comes back as the same object. */
final class ValueMasker {

  /** No number that is masked is shorter: eight digits. */
  private static final long LEAST_NUMBER = 10_000_000;

  /** So many bytes of a character may be left over where bytes were cut. */
  private static final int MOST_CUT_OFF = 3;

  private final SafeMasker masker;
  private final TextMasker texts;

  ValueMasker(SafeMasker masker, TextMasker texts) {
    this.masker = masker;
    this.texts = texts;
  }

  AttributeValue mask(String field, AttributeValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> string(field, value);
      case INT_VALUE -> number(field, value);
      case BYTES_VALUE -> bytes(field, value);
      case ARRAY_VALUE -> array(field, value);
      case MAP_VALUE -> map(field, value);
      case BOOL_VALUE, DOUBLE_VALUE, VALUE_NOT_SET -> value;
    };
  }

  private AttributeValue string(String field, AttributeValue value) {
    String text = value.getStringValue();
    String masked = texts.maskOwn(field, text, TextLimits.ATTRIBUTE);
    return masked.equals(text) ? value : text(masked);
  }

  /** A card's number may be recorded as a number. */
  private AttributeValue number(String field, AttributeValue value) {
    if (value.getIntValue() < LEAST_NUMBER) {
      return value;
    }
    String text = Long.toString(value.getIntValue());
    String masked = masker.mask(field, text);
    return masked.equals(text) ? value : text(masked);
  }

  private AttributeValue bytes(String field, AttributeValue value) {
    ByteString masked = mask(masker, field, value.getBytesValue());
    return masked.equals(value.getBytesValue())
        ? value
        : AttributeValue.newBuilder().setBytesValue(masked).build();
  }

  private AttributeValue array(String field, AttributeValue value) {
    AttributeArray.Builder array = value.getArrayValue().toBuilder();
    for (int i = 0; i < array.getValuesCount(); i++) {
      array.setValues(i, mask(field, array.getValues(i)));
    }
    return AttributeValue.newBuilder().setArrayValue(array).build();
  }

  private AttributeValue map(String field, AttributeValue value) {
    AttributeMap.Builder map = AttributeMap.newBuilder();
    value
        .getMapValue()
        .getEntriesMap()
        .forEach(
            (key, entry) ->
                map.putEntries(
                    texts.maskKey(key, Integer.MAX_VALUE), mask(field + "." + key, entry)));
    return AttributeValue.newBuilder().setMapValue(map).build();
  }

  /** Bytes that are text, even if they were cut inside a character; others come back unchanged. */
  static ByteString mask(SafeMasker masker, String field, ByteString bytes) {
    for (int cutOff = 0; cutOff <= Math.min(MOST_CUT_OFF, bytes.size()); cutOff++) {
      ByteString whole = bytes.substring(0, bytes.size() - cutOff);
      if (whole.isValidUtf8()) {
        String text = whole.toStringUtf8();
        String masked = masker.mask(field, text);
        return masked.equals(text) ? bytes : ByteString.copyFromUtf8(masked);
      }
    }
    return bytes;
  }

  private static AttributeValue text(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }
}
