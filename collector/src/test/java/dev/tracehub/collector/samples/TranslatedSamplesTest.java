/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Span;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All sample sets through translation, pricing and roles, without a server. */
class TranslatedSamplesTest {

  static List<String> sets() {
    return SampleSets.names();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void answers_equalWhatIsKnown(String set) {
    List<byte[]> requests = SampleSets.requests(set);

    Comparison comparison =
        new Comparison(SampleSets.expected(set), requests, new TranslatedAnswers(requests));

    assertThat(comparison.differences()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void spans_loseNothingThatWasSent(String set) {
    List<byte[]> requests = SampleSets.requests(set);
    TranslatedAnswers answers = new TranslatedAnswers(requests);
    List<String> lost = new ArrayList<>();

    for (Map.Entry<String, RawSpan> sent : RawSpan.read(requests).entrySet()) {
      String traceId = sent.getKey().substring(0, 32);
      Span span =
          answers.spans(traceId).stream()
              .filter(answer -> sent.getKey().endsWith(answer.getSpanId()))
              .findFirst()
              .orElseThrow();
      lost.addAll(lost(sent.getValue(), span));
    }

    assertThat(lost).isEmpty();
  }

  /** Texts of attributes that left the attributes and stand nowhere else either. */
  private static List<String> lost(RawSpan sent, Span span) {
    Set<String> kept = SpanTexts.of(span);
    // Of these the fields hold another spelling of the same.
    kept.addAll(Set.of(span.getType().name().substring("SPAN_TYPE_".length()), ""));
    kept.addAll(span.getTagsList());
    kept.add(String.join(",", span.getTagsList()));
    List<String> lost = new ArrayList<>();
    for (KeyValue attribute : sent.span().getAttributesList()) {
      if (span.containsAttributes(attribute.getKey())) {
        continue;
      }
      Set<String> texts = new HashSet<>();
      RawSpan.collect(attribute.getValue(), texts);
      texts.removeIf(text -> text.startsWith("{") || text.startsWith("[") || text.startsWith("\""));
      texts.removeIf(text -> text.equalsIgnoreCase(span.getType().name().substring(10)));
      texts.removeAll(kept);
      texts.forEach(text -> lost.add(span.getName() + " " + attribute.getKey() + ": " + text));
    }
    return lost;
  }
}
