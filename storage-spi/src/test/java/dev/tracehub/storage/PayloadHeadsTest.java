/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import org.junit.jupiter.api.Test;

class PayloadHeadsTest {

  @Test
  void cut_shortText_keptWithSize() {
    Payload head = PayloadHeads.cut(text("\u00e9".repeat(200)));
    assertThat(head.getText()).hasSize(200);
    assertThat(head.getTruncated()).isFalse();
    assertThat(head.getSizeBytes()).isEqualTo(400);
  }

  @Test
  void cut_longText_headAndWholeSize() {
    Payload head = PayloadHeads.cut(text("x".repeat(201)));
    assertThat(head.getText()).isEqualTo("x".repeat(200));
    assertThat(head.getTruncated()).isTrue();
    assertThat(head.getSizeBytes()).isEqualTo(201);
  }

  @Test
  void cut_pairAtTheEdge_notHalved() {
    Payload head = PayloadHeads.cut(text("x".repeat(199) + "\uD83D\uDE00"));
    assertThat(head.getText()).isEqualTo("x".repeat(199));
    assertThat(head.getTruncated()).isTrue();
    Payload whole = PayloadHeads.cut(text("x".repeat(198) + "\uD83D\uDE00y"));
    assertThat(whole.getText()).isEqualTo("x".repeat(198) + "\uD83D\uDE00");
  }

  @Test
  void cut_knownSizeAndSendersCut_kept() {
    Payload payload =
        text("short").toBuilder().setSizeBytes(5000).setTruncated(true).setMimeType("a/b").build();
    assertThat(PayloadHeads.cut(payload)).isEqualTo(payload);
  }

  @Test
  void cut_data_nothingButSize() {
    Payload data =
        Payload.newBuilder().setData(ByteString.copyFromUtf8("abc")).setMimeType("a/b").build();
    assertThat(PayloadHeads.cut(data))
        .isEqualTo(
            Payload.newBuilder().setMimeType("a/b").setSizeBytes(3).setTruncated(true).build());
  }

  @Test
  void cut_span_bothPayloads() {
    Span span =
        Span.newBuilder()
            .setName("n")
            .setInput(text("x".repeat(500)))
            .setOutput(text("y".repeat(500)))
            .build();
    Span head = PayloadHeads.cut(span);
    assertThat(head.getName()).isEqualTo("n");
    assertThat(head.getInput().getText()).hasSize(200);
    assertThat(head.getOutput().getText()).hasSize(200);
    Span bare = Span.newBuilder().setName("n").build();
    assertThat(PayloadHeads.cut(bare)).isEqualTo(bare);
  }

  private static Payload text(String text) {
    return Payload.newBuilder().setText(text).build();
  }
}
