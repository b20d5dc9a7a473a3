/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up keys, put together from parts so that scanners of repositories leave them alone. */
class ServiceKeysTest {

  private static final String HEX = "0123456789abcdef";
  private static final String MIXED = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbCdEfGhIjKlMnOpQ";

  record Key(String family, String text, String marked) {}

  static List<Key> keys() {
    return List.of(
        whole("langfuse", "pk-" + "lf-" + "12345678-1234-1234-1234-123456789abc"),
        whole("langsmith", "lsv2" + "_pt_" + HEX + HEX + "_" + HEX.substring(6)),
        whole("huggingface", "api" + "_org_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH"),
        whole("databricks", "da" + "pi" + HEX + HEX),
        whole("tracehub", "th" + "_ingest_" + MIXED.substring(0, 42)),
        whole("aws-bedrock", "bedrock-" + "api-key-" + MIXED),
        part("aws", "aws_secret_access_key = ", MIXED.substring(0, 40), ""),
        part("aws", "\"SecretAccessKey\": \"", "abcdefghij/abcdefghij+abcdefghij01234567", "\""),
        whole("azure", "abc" + "8Q~" + MIXED.substring(0, 32)),
        part("azure", "AccountName=a;AccountKey=", MIXED + MIXED.substring(0, 36) + "==", ";x"),
        whole("google", "GOC" + "SPX-" + MIXED.substring(0, 28)),
        whole("slack", "hooks." + "slack.com/workflows/T00000000/A00000000/1/" + MIXED),
        whole("sendgrid", "SG" + "." + MIXED.substring(0, 22) + "." + MIXED.substring(0, 43)),
        whole("twilio", "S" + "K" + HEX + HEX),
        whole("npm", "np" + "m_" + MIXED.substring(0, 36)),
        whole("pypi", "pypi-" + "AgEIcHlwaS5vcmc" + MIXED + MIXED),
        whole("grafana", "gl" + "sa_" + MIXED.substring(0, 32) + "_" + "0a1b2c3d"),
        whole("grafana", "gl" + "c_" + MIXED),
        whole("clickhouse-cloud", "4b" + "1d" + MIXED.substring(0, 38)),
        whole("vault", "hv" + "s." + MIXED + MIXED),
        part("authorization", "Proxy: Basic ", "dXNlcjpwYXNzd29yZA==", " and"),
        part("authorization", "curl -s -u app:", "hunter2", " https://h/"),
        part("authorization", "curl --user 'app:", "hunter2", "' https://h/"),
        part("cookie", "Cookie: ", "session=0123456789; theme=dark", "\r\n"),
        part("cookie", "{\"set-cookie\": \"", "sid=abcdef0123; Path=/", "\"}"),
        part("credential", "password: ", "hunter2-horse", ""),
        part("credential", "\\\"client_secret\\\":\\\"", "Ab3Cd5Ef7Gh9", "\\\""),
        part("credential", "{\"refreshToken\":\"", "1//0gAbCdEf-2345", "\"}"),
        part("credential", "export DB_PASSWORD=", "S3cure!Pa55", " && run"));
  }

  private static Key whole(String family, String text) {
    return new Key(family, text, "<" + family + ">");
  }

  private static Key part(String family, String before, String secret, String after) {
    return new Key(family, before + secret + after, before + "<" + family + ">" + after);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_isFoundWhereverItStands(Key key) {
    assertThat(Marked.secrets(key.text)).isEqualTo(key.marked);
    assertThat(Marked.secrets("a " + key.text + " z")).isEqualTo("a " + key.marked + " z");
    assertThat(Marked.secrets("가나\n" + key.text)).isEqualTo("가나\n" + key.marked);
    String masked = key.marked.replace("<", Markers.SECRET).replace('>', ']');
    assertThat(Marked.secrets(masked)).isEqualTo(masked);
  }

  @Test
  void keyBetweenAnAnchorAndItsPassword_isFoundToo() {
    String key = "gh" + "p_" + MIXED.substring(0, 36);

    assertThat(Marked.secrets("curl -u " + key + ":x-oauth-basic https://h"))
        .isEqualTo("curl -u <github>:<authorization> https://h");
    assertThat(Marked.secrets("https://" + key + ":secret9@host/"))
        .isEqualTo("https://<github>:<url-password>@host/");
  }

  @Test
  void key_thatSomebodyPutIntoBrackets_isFound() {
    String key = "sk-" + "ant-api03-" + "abcdefg".repeat(5);

    assertThat(Marked.secrets("[masked:" + key + "]")).isEqualTo("[masked:<anthropic>]");
    assertThat(Marked.secrets("[SECRET:" + key + "]")).isEqualTo("[SECRET:<anthropic>]");
  }

  /** What the value is says more than where it stands. */
  @ParameterizedTest
  @MethodSource("keys")
  void key_inACredentialsPlace_hasItsOwnName(Key key) {
    if (key.marked.startsWith("<") && !key.family.equals("azure")) {
      assertThat(Marked.secrets("Authorization: Bearer " + key.text))
          .isEqualTo("Authorization: Bearer " + key.marked);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens: 4096, token: string",
        "password: required, at least 8 characters",
        "password=getPassword1(user2)",
        "token = tokenizer2.encode(text)",
        "secret: ${SECRET_1_FROM_ENV}",
        "\"password\": \"your-password-1\"",
        "{\"nextPageToken\": \"AbCdEf0123456789\", \"next_token\": \"AbCdEf0123456789\"}",
        "AtomicReference<String> authorization = new AtomicReference<>();",
        "the cookie: chocolate",
        "sort -u file:name",
        "curl -u",
        "Basic authentication1234 is old",
        "SKIP0123456789abcdef0123456789abcdef",
        "4b1d is the beginning of a key",
        "{\"type\":\"object\",\"properties\":{\"password\":{\"type\":\"string\"}}}",
        "password: [SECRET:credential]",
        "Cookie: [SECRET:cookie]",
        "private static final String TOKEN_PREFIX1 = PREFIX2;",
      })
  void noKey(String text) {
    assertThat(Marked.secrets(text)).isEqualTo(text);
  }
}
