/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Dimension;

/** Tells which field of a span a dimension of an aggregate groups by. */
public final class Dimensions {

  private Dimensions() {}

  /**
   * The field: of text, but for {@link SpanField#TAGS}, whose spans are in a group per tag.
   *
   * @throws IllegalArgumentException when the dimension is not a known one
   */
  public static SpanField fieldOf(Dimension dimension) {
    return switch (dimension) {
      case DIMENSION_MODEL -> SpanField.MODEL;
      case DIMENSION_PROVIDER -> SpanField.PROVIDER;
      case DIMENSION_OPERATION -> SpanField.OPERATION;
      case DIMENSION_TYPE -> SpanField.TYPE;
      case DIMENSION_NAME -> SpanField.NAME;
      case DIMENSION_SERVICE -> SpanField.SERVICE;
      case DIMENSION_ENVIRONMENT -> SpanField.ENVIRONMENT;
      case DIMENSION_USER -> SpanField.USER_ID;
      case DIMENSION_SESSION -> SpanField.SESSION_ID;
      case DIMENSION_TAG -> SpanField.TAGS;
      case DIMENSION_STATUS -> SpanField.STATUS;
      case DIMENSION_JOB -> SpanField.JOB_ID;
      case DIMENSION_VARIANT -> SpanField.VARIANT_ID;
      case DIMENSION_RELEASE -> SpanField.RELEASE;
      case DIMENSION_ERROR_TYPE -> SpanField.ERROR_TYPE;
      case DIMENSION_PROMPT -> SpanField.PROMPT_NAME;
      case DIMENSION_NODE -> SpanField.NODE;
      case DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "dimension: " + dimension + " (expected: a known dimension)");
    };
  }
}
