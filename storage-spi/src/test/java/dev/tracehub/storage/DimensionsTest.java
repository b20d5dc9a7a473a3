/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.v1.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DimensionsTest {

  @ParameterizedTest
  @EnumSource(
      value = Dimension.class,
      mode = Mode.EXCLUDE,
      names = {"DIMENSION_UNSPECIFIED", "UNRECOGNIZED"})
  void fieldOf_known_textOrTags(Dimension dimension) {
    SpanField field = Dimensions.fieldOf(dimension);
    assertThat(field == SpanField.TAGS || field.kind() == SpanField.Kind.TEXT).isTrue();
  }

  @Test
  void fieldOf_unspecified_refused() {
    assertThatThrownBy(() -> Dimensions.fieldOf(Dimension.DIMENSION_UNSPECIFIED))
        .hasMessage("dimension: DIMENSION_UNSPECIFIED (expected: a known dimension)");
  }
}
