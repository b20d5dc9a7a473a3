/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.RandomBatches;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SecretMaskingPropertyTest {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final String LETTERS = "abk-_:/. AIxsgBE1\u00e9\n";

  private final SecretMasking masking = SecretMasking.ofAllFamilies();

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
