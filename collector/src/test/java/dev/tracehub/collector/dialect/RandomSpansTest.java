/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.ByteString;
import dev.tracehub.collector.pricing.PriceBook;
import dev.tracehub.collector.samples.RawSpan;
import dev.tracehub.collector.samples.SpanTexts;
import dev.tracehub.v1.Span;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attributes of all dialects at once, with values that fit and values that do not. */
class RandomSpansTest {

  private static final int SPANS = 4_000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<String> names = names();
  private final OtlpTranslator translator = OtlpTranslator.create();
  private final SpanFinisher finisher = new SpanFinisher(PriceBook.builtIn());

  /** Every attribute that the mapping knows, arrays and prefixes with something behind them. */
  private static List<String> names() {
    Set<String> names = new HashSet<>();
    for (TableFile.Line line : TableFile.ofResource("fields.tsv")) {
      Source source = Source.parse(line.column(line.columns().size() > 1 ? 1 : 0));
      if (source instanceof Source.Attribute attribute) {
        names.add(attribute.name());
      } else if (source instanceof Source.Member member) {
        names.add(member.name());
      } else if (source instanceof Source.Elements elements) {
        names.add(elements.prefix() + "0.message.content");
        names.add(elements.prefix() + "1");
        names.add(elements.prefix() + "0.message");
      } else if (source instanceof Source.Prefix prefix) {
        names.add(prefix.prefix() + "x");
      } else if (source instanceof Source.Metadata metadata) {
        names.add("langsmith.metadata." + metadata.name());
      }
    }
    for (TableFile.Line line : TableFile.ofResource("types.tsv")) {
      names.add(line.column(0));
    }
    return names.stream().sorted().toList();
  }

  @Test
  void translation_neverFailsAndNeverLoses() {
    for (int i = 0; i < SPANS; i++) {
      io.opentelemetry.proto.trace.v1.Span.Builder sent = Otlp.span(attributes());
      Span.Builder[] found = new Span.Builder[1];

      assertThatCode(() -> found[0] = translate(sent))
          .as("seed %d, span %d: %s", seed, i, sent)
          .doesNotThrowAnyException();
      assertThat(lost(sent, found[0].build())).as("seed %d, span %d: %s", seed, i, sent).isEmpty();
    }
  }

  private Span.Builder translate(io.opentelemetry.proto.trace.v1.Span.Builder sent) {
    Translation translation = translator.translate(Otlp.request(sent));
    Span.Builder span =
        translation.finished().isEmpty()
            ? translation.started().get(0)
            : translation.finished().get(0);
    finisher.finish("p", span, 1, 1);
    return span;
  }

  private Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      attributes.put(names.get(random.nextInt(names.size())), value());
    }
    return attributes;
  }

  private Object value() {
    String unique = "v" + random.nextInt(1_000_000);
    return switch (random.nextInt(16)) {
      case 0 -> random.nextLong();
      case 1 -> (long) random.nextInt(10_000);
      case 2 -> random.nextInt(10_000) / 100.0;
      case 3 -> Double.NaN;
      case 4 -> random.nextBoolean();
      case 5 -> ByteString.copyFromUtf8(unique);
      case 6 -> List.of(unique, "other" + unique);
      case 7 -> List.of(unique, 7, Map.of("k", unique));
      case 8 -> Map.of("model", unique, "session_id", unique);
      case 9 -> "{\"model\":\"" + unique + "\",\"id\":\"" + unique + "\",\"x\":{\"y\":[1]}}";
      case 10 -> "{\"langgraph_node\":\"span\",\"total\":1.5,\"input\":2,\"cut\":";
      case 11 -> "[\"" + unique + "\"]";
      case 12 -> "none";
      case 13 -> "";
      case 14 -> pick("LLM", "TOOL", "chat", "generation", "ERROR", "pending_span", "true", "12");
      default -> unique;
    };
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Values that stand nowhere in the span. */
  private static Set<String> lost(io.opentelemetry.proto.trace.v1.Span.Builder sent, Span span) {
    Set<String> kept = SpanTexts.of(span);
    kept.add(span.getType().name().substring("SPAN_TYPE_".length()));
    Set<String> lost = new HashSet<>();
    for (KeyValue attribute : sent.getAttributesList()) {
      if (!span.containsAttributes(attribute.getKey())) {
        Set<String> texts = new HashSet<>();
        RawSpan.collect(attribute.getValue(), texts);
        // Of numbers and durations the fields hold other writings of the same.
        texts.removeIf(text -> !text.startsWith("v") && !text.startsWith("other"));
        texts.removeAll(kept);
        texts.forEach(text -> lost.add(attribute.getKey() + "=" + text));
      }
    }
    return lost;
  }
}
