/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.RandomBatches;
import dev.tracehub.collector.wire.Raw;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RuleMaskingPropertyTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final String LETTERS = "abk-_:/. AIxsgBE1\u00e9\n";

  private static final List<String> FRAGMENTS =
      List.of(
          "\"",
          "\\",
          "\\n",
          "\\u002d",
          "%2D",
          ":",
          "=",
          " ",
          "\n",
          "a",
          "1",
          "-",
          "@",
          "://",
          "sk-",
          "eyJ",
          "Bearer ",
          "password=",
          "{\"",
          "\":\"",
          "cookie: ",
          "authorization",
          "010-",
          "1234",
          "kim",
          "example.com",
          "[SECRET:",
          "]",
          "한",
          "+82",
          "4111",
          "curl -u ",
          "Basic ",
          "token: ");

  private final FamilyCounts counts = new FamilyCounts();
  private final RuleMasking masking = new RuleMasking(MaskingRules.byDefault(), counts);

  /** Texts made of what anchors are made of, with secrets at random places. */
  @Property
  void mask_secretsAmongNoise_areFoundWhereverTheyLie(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    int secrets = 1 + random.nextInt(3);
    for (int i = 0; i < secrets; i++) {
      String noise = noise(random) + " ";
      Secrets.Secret secret = Secrets.ALL.get(random.nextInt(Secrets.ALL.size()));
      text.append(noise).append(secret.text()).append(' ');
      expected.append(noise).append(secret.masked()).append(' ');
    }

    byte[] masked = masking.mask(MODEL.traceBatch(), batch(text.toString()));

    assertThat(TraceBatch.parseFrom(masked).getSpans(0).getInput().getText())
        .isEqualTo(expected.toString());
  }

  /** What is no message goes through the masking and is left for the walk to refuse. */
  @Property
  void mask_brokenMessages_neverFails(@ForAll long seed) {
    RandomBatches random = new RandomBatches(seed);
    byte[] batch = random.mutated(batch(Secrets.ALL.get((int) (seed & 7)).text()));
    byte[] request =
        random.mutated(random.any(ExportTraceServiceRequest.getDefaultInstance()).toByteArray());

    assertThat(masking.mask(MODEL.traceBatch(), batch)).isNotNull();
    assertThat(masking.mask(MODEL.otlp(OtlpPath.TRACES), request)).isNotNull();
    assertThat(masking.mask(MODEL.otlp(OtlpPath.TRACES), random.noise())).isNotNull();
  }

  @Property
  void mask_validMessage_staysAValidMessage(@ForAll long seed) throws Exception {
    TraceBatch batch =
        new RandomBatches(seed)
            .traceBatch().toBuilder()
                .addSpans(TestBatches.span(9999).addTags(Secrets.ALL.get(5).text()))
                .build();

    TraceBatch masked = TraceBatch.parseFrom(masking.mask(MODEL.traceBatch(), batch.toByteArray()));

    assertThat(masked.getSpansList().subList(0, batch.getSpansCount() - 1))
        .isEqualTo(batch.getSpansList().subList(0, batch.getSpansCount() - 1));
  }

  /** Whatever comes in, what was masked once has nothing left to mask. */
  @Property
  void mask_again_changesNothing(@ForAll long seed) {
    RuleMasking strict = new RuleMasking(MaskingRules.strict(), new FamilyCounts());
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
    }
    text.append(Secrets.ALL.get(random.nextInt(Secrets.ALL.size())).text());

    byte[] once = strict.mask(MODEL.traceBatch(), batch(text.toString()));

    assertThat(text(strict.mask(MODEL.traceBatch(), once))).as("%s", text).isEqualTo(text(once));
  }

  private static String text(byte[] batch) {
    try {
      return TraceBatch.parseFrom(batch).getSpans(0).getInput().getText();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Bytes of any kind where a text is expected, in every kind of field, never make it fail. */
  @Property
  void mask_anyBytesInAnyField_neverFails(@ForAll long seed, @ForAll byte[] bytes)
      throws Exception {
    RuleMasking strict = new RuleMasking(MaskingRules.strict(), new FamilyCounts());
    Random random = new Random(seed);
    Raw span = new Raw();
    for (int field = 1; field < 62; field++) {
      if (random.nextInt(4) == 0) {
        span.value(field, bytes);
      }
    }
    byte[] batch = new Raw().message(TraceBatch.SPANS_FIELD_NUMBER, span).toBytes();

    assertThat(strict.mask(MODEL.traceBatch(), batch)).isNotNull();
    assertThat(strict.mask(MODEL.otlp(OtlpPath.TRACES), batch)).isNotNull();
  }

  private static String noise(Random random) {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      noise.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return noise.toString();
  }

  private static byte[] batch(String text) {
    return TraceBatch.newBuilder()
        .addSpans(TestBatches.span(1).setInput(Payload.newBuilder().setText(text)))
        .build()
        .toByteArray();
  }
}
