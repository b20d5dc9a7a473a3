/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up secrets, put together from parts so that scanners of repositories leave them alone. */
class SecretFormsTest {

  private static final String A40 = "Ab1".repeat(13) + "x";

  @Test
  void key_afterAnEscapedLineBreak_isFound() {
    String key = "sk-" + "proj-" + A40;

    assertThat(Marked.secrets("{\"text\":\"keys:\\n" + key + "\\n\"}"))
        .isEqualTo("{\"text\":\"keys:\\n<openai>\\n\"}");
    assertThat(Marked.secrets("\\u0022" + key + "\\u0022")).isEqualTo("\\u0022<openai>\\u0022");
    assertThat(Marked.secrets("n" + key)).isEqualTo("n" + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization: Bearer abcdefghij0123456789|Authorization: Bearer <authorization>",
        "authorization=Basic dXNlcjpwYXNz|authorization=Basic <authorization>",
        "{\"Authorization\": \"Bearer a1b2c3d4\"}|{\"Authorization\": \"Bearer <authorization>\"}",
        "{\\\"authorization\\\":\\\"Token a1b2c3d4\\\"}|{\\\"authorization\\\":\\\"Token"
            + " <authorization>\\\"}",
        "-H 'AUTHORIZATION: abcdefghij0123456789=='|-H 'AUTHORIZATION: <authorization>'",
        "sent bearer abcdefghij0123456789.|sent bearer <authorization>",
        "x-api-key: 0123456789abcdefgh|x-api-key: <api-key>",
        "{\"apiKey\":\"0123456789abcdefgh\"}|{\"apiKey\":\"<api-key>\"}",
        "{\"ApiKey\": \"0123456789abcdefgh\"}|{\"ApiKey\": \"<api-key>\"}",
        "APIKEY=0123456789abcdefgh|APIKEY=<api-key>",
        "APIKey: 0123456789abcdefgh|APIKey: <api-key>",
        "Apikey 0123456789abcdefgh, Apikey: 0123456789abcdefgh|Apikey 0123456789abcdefgh, Apikey:"
            + " <api-key>",
        "export OPENAI_API_KEY=\"0123456789abcdefgh\"|export OPENAI_API_KEY=\"<api-key>\"",
        "jdbc:postgresql://db/shop?user=app&password=s3cret&ssl=true|jdbc:postgresql://db/shop?user=app&password=<url-password>&ssl=true",
        "jdbc:sqlserver://db;user=app;pwd=s3cret;|jdbc:sqlserver://db;user=app;pwd=<url-password>;",
        "postgres://app:s3cret@db:5432/shop|postgres://app:<url-password>@db:5432/shop",
      })
  void credentials(String text, String marked) {
    assertThat(Marked.secrets(text)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the bearer of good news",
        "Bearer authentication is described in RFC 6750",
        "Authorization is required",
        "Authorization: Bearer",
        "api_key=os.environ.get(name)",
        "the api_key parameter",
        "password=input()",
        "postgres://app:[masked:url-password]@db",
        "postgres://app:[SECRET:url-password]@db",
        "jdbc:postgresql://db/shop?password=[masked:url-password]",
        "Authorization: Bearer [masked:authorization]",
      })
  void noCredentials(String text) {
    assertThat(Marked.secrets(text)).isEqualTo(text);
  }

  static List<String> nasty() {
    return List.of(
        "-AI" + "za",
        "eyJ",
        "eyJ.",
        "eyJaaaaaaaaaaaaaaaa.",
        "://",
        "a://b:c",
        "sk-",
        "sk-lf-",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "authorization:",
        "authorization: a ",
        "Bearer ",
        "apikey=",
        "?password=",
        "\\u0041",
        "_hf_");
  }

  /** Quadratic time would be hours. */
  @ParameterizedTest
  @MethodSource("nasty")
  void search_longNastyText_isLinear(String part) {
    String text = part.repeat(4_000_000 / part.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Marked.secrets(text);
          Finder.of(Family.of(Family.Group.SECRET)).isSuspicious(bytes);
        });
  }
}
