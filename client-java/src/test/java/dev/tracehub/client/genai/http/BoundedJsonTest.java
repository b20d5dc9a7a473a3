/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedJsonTest {

  private static final String VALUE =
      """
      {"a":"환불 😀 \\"x\\"","b":[1,2.5,true,null,{"c":[]}],"d":{"e":-7},"f":""}
      """;

  @Test
  void anyChunks_giveTheSameValue() throws Exception {
    String expected = new ObjectMapper().readTree(VALUE).toString();
    byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      BoundedJson json = new BoundedJson();
      int from = 0;
      while (from < bytes.length) {
        int length = Math.min(bytes.length - from, random.nextInt(8));
        json.feed(bytes, from, length);
        from += length;
      }
      assertThat(json.isWhole()).as("seed %d", seed).isTrue();
      assertThat(json.value()).as("seed %d", seed).hasToString(expected);
    }
  }

  @Test
  void valueThatEndsEarly_isKnownAsFarAsItWent() throws Exception {
    BoundedJson json = fed("{\"model\":\"m\",\"list\":[{\"text\":\"x\"},{\"te");

    assertThat(json.isWhole()).isFalse();
    assertThat(json.value().toString())
        .isEqualTo("{\"model\":\"m\",\"list\":[{\"text\":\"x\"},{}]}");
  }

  @Test
  void noJson_isAnEmptyObject() throws Exception {
    assertThat(fed("<html>").value().isEmpty()).isTrue();
    assertThat(fed("").value().isEmpty()).isTrue();
    assertThat(fed("[1]").value().isEmpty()).isTrue();
    assertThat(fed("{\"a\":1}{\"a\":2}").value().path("a").asInt()).isEqualTo(1);
  }

  @Test
  void vectorsAndBytes_areLeftOut() throws Exception {
    String picture = "iVBORw0KGgo+/=".repeat(1_000);
    JsonNode value =
        fed("{\"embedding\":[0.1,[0.2]],\"picture\":\"%s\",\"url\":\"data:image/png;base64,%s\",\"n\":1}"
                .formatted(picture, picture))
            .value();

    assertThat(value.toString()).isEqualTo("{\"picture\":\"\",\"url\":\"data:\",\"n\":1}");
  }

  @Test
  void longTexts_areCutAndWhatFollowsIsKept() throws Exception {
    String text = "many words ".repeat(60_000);
    JsonNode value =
        fed("{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\",\"model\":\"m\",\"n\":5}"
                .formatted(text, text, text))
            .value();

    assertThat(value.path("a").textValue()).hasSize(660_000);
    assertThat(value.path("b").textValue()).hasSize(340_000);
    assertThat(value.path("c").textValue()).hasSize(128);
    assertThat(value.path("model").textValue()).isEqualTo("m");
    assertThat(value.path("n").intValue()).isEqualTo(5);
  }

  @Test
  void manyValues_areBounded() throws Exception {
    BoundedJson json = fed("{\"list\":[" + "{\"a\":[1]},".repeat(100_000) + "0],\"b\":1}");

    assertThat(json.isWhole()).isTrue();
    assertThat(json.value().path("list").size()).isBetween(10_000, BoundedJson.MAX_VALUES);
  }

  private static BoundedJson fed(String text) throws Exception {
    BoundedJson json = new BoundedJson();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    json.feed(bytes, 0, bytes.length);
    return json;
  }
}
