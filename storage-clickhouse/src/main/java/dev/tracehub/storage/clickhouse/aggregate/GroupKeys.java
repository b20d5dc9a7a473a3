/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.Dimensions;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.AttributeMap;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.v1.GroupBy;

/** Keys of groups as expressions over spans that are called {@code s}. */
final class GroupKeys {

  /**
   * A number that is not whole, as {@code Double.toString} writes it: in plain digits between a
   * thousandth and ten millions, else as digits with an exponent. The digits are those that
   * ClickHouse finds for it.
   */
  private static final String DIGITS =
      """
      multiIf(
        isNaN(number), 'NaN',
        isInfinite(number), if(number > 0, 'Infinity', '-Infinity'),
        abs(number) <= 9007199254740992 AND number = trunc(number), toString(toInt64(number)),
        abs(number) >= 1e-3 AND abs(number) < 1e7, toString(number),
        concat(if(number < 0, '-', ''), arrayElement(arrayMap(
          (plain, exponent, point) -> arrayElement(arrayMap(
            (digits, place) -> concat(
              substring(digits, 1, 1), '.',
              if(length(digits) > 1, substring(digits, 2), '0'), 'E', toString(place)),
            [replaceRegexpOne(replaceRegexpOne(plain, '^0+', ''), '0+$', '')],
            [exponent + point - 1 - toInt64(length(plain))
              + toInt64(length(replaceRegexpOne(plain, '^0+', '')))]), 1),
          [replaceOne(splitByChar('e', toString(abs(number)))[1], '.', '')],
          [toInt64OrZero(splitByChar('e', toString(abs(number)))[2])],
          [toInt64(length(splitByChar('.', splitByChar('e', toString(abs(number)))[1])[1]))]), 1)))""";

  private final Parameters parameters;

  GroupKeys(Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * The key; a span without a value is in the group of the empty text.
   *
   * @param position which one of the question's keys it is
   */
  String key(GroupBy by, int position) {
    if (by.getByCase() == GroupBy.ByCase.ATTRIBUTE) {
      return attribute(by.getAttribute(), parameters.text(by.getAttribute()));
    }
    SpanField field = Dimensions.fieldOf(by.getDimension());
    return field == SpanField.TAGS ? tag(position) : "toString(" + SpanColumns.text(field) + ")";
  }

  /**
   * A row for each tag. Expressions that read alike would be one for ClickHouse, and a span would
   * not be in the groups of every pair of its tags; so each turns the list by another number.
   */
  private static String tag(int position) {
    return "arrayJoin(arrayRotateLeft(if(empty(s.tags), [''],"
        + " arrayDistinct(CAST(s.tags, 'Array(String)'))), "
        + position
        + "))";
  }

  private static String attribute(String key, String place) {
    StringBuilder text = new StringBuilder("multiIf(");
    for (AttributeMap map : AttributeMap.values()) {
      String value = map.value(AttributeMap.OF_SPAN, key, place);
      text.append(map.has(AttributeMap.OF_SPAN, key, place))
          .append(", ")
          .append(
              switch (map) {
                case TEXT -> value;
                case WHOLE -> "toString(" + value + ")";
                case REAL -> "arrayElement(arrayMap(number -> " + DIGITS + ", [" + value + "]), 1)";
                case BOOL -> "if(" + value + ", 'true', 'false')";
              })
          .append(", ");
    }
    return text.append("'')").toString();
  }
}
