/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of the mapping, by itself, fills its field; and no line is without a case. */
class FieldCasesTest {

  private static final OtlpTranslator TRANSLATOR = OtlpTranslator.create();

  static List<FieldCase> cases() {
    return FieldCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void translate_readsTheField(FieldCase sent) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder().setResource(sent.resource());
    resource.addScopeSpansBuilder().addSpans(sent.span());

    Translation translation = TRANSLATOR.translate(Otlp.parsed(request.build()));

    if (sent.field().startsWith("pending")) {
      assertThat(translation.finished()).isEmpty();
      assertThat(FieldTexts.of(sent.field(), translation.started().get(0).build()))
          .isEqualTo(sent.expected());
    } else {
      Span span = translation.finished().get(0).build();
      assertThat(FieldTexts.of(sent.field(), span)).isEqualTo(sent.expected());
    }
  }

  @Test
  void everyDialectAndField_hasACase() {
    Set<String> tested =
        FieldCase.all().stream()
            .map(sent -> sent.dialect() + ": " + sent.field())
            .collect(Collectors.toSet());
    Set<String> mapped =
        MappingTable.read().stream()
            .map(row -> row.dialect() + ": " + row.field())
            .collect(Collectors.toSet());

    assertThat(tested).isEqualTo(mapped);
  }

  @Test
  void everyLineOfTheMapping_hasACase() {
    assertThat(FieldCase.all()).hasSameSizeAs(MappingTable.read());
  }
}
