/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

  @Test
  void load_readsTheTablesOfTheCollector() {
    assertThat(Mapping.load().version()).isPositive();
    assertThat(OtlpTranslator.create().mappingVersion()).isEqualTo(Mapping.load().version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense~a.b            | fields:2: field: "nonsense"
          input~a.b~type=CAT      | fields:2: type: "CAT"
          input~a.b~odd           | fields:2: condition: "odd"
          input~a.b~unit=days     | fields:2: unit: "days"
          input~a.b~differs=odd   | fields:2: field: "odd"
          input~a.b~where=x       | fields:2: where: "x"
          input~message:x         | fields:2: member: "x"
          input                   | fields:2: 1 columns
          version~none            | fields:2: version: "none"
          """)
  void fields_nameTheLineAtFault(String line, String message) {
    assertThatThrownBy(() -> load("version\t1\n" + line.strip().replace('~', '\t')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void fields_refuseTheSameLineTwice() {
    assertThatThrownBy(() -> load("version\t1\ninput\ta.b\n\n# why\ninput\ta.b"))
        .hasMessageContaining("fields:5: the same line stands above");
  }

  @Test
  void fields_needAVersion() {
    assertThatThrownBy(() -> load("input\ta.b")).hasMessageContaining("no version");
  }

  @Test
  void types_refuseAValueThatMeansTwoThings() {
    assertThatThrownBy(() -> TypeRules.parse(lines("a\tx\tLLM\na\tX\tTOOL")))
        .hasMessageContaining("fields:2: value: \"X\"");
  }

  @Test
  void names_refuseUnknownKinds() {
    assertThatThrownBy(() -> Names.parse(lines("colour\tred\tblue")))
        .hasMessageContaining("fields:1: what: \"colour\"");
  }

  private static void load(String text) throws IOException {
    new MappingLoader().addFields(lines(text));
  }

  private static List<TableFile.Line> lines(String text) throws IOException {
    return TableFile.read("fields", new BufferedReader(new StringReader(text)));
  }
}
