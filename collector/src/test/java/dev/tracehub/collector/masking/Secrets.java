/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import java.util.List;

/** Made-up secrets, put together from parts so that scanners of repositories leave them alone. */
final class Secrets {

  /**
   * A secret and what becomes of it.
   *
   * @param family the family's name
   * @param text a text that is the secret, or holds it
   * @param masked the text afterwards
   */
  record Secret(String family, String text, String masked) {

    @Override
    public String toString() {
      return family;
    }
  }

  static final String A40 = "Ab1".repeat(13) + "x";

  static final List<Secret> ALL =
      List.of(
          whole("openai", "sk-" + "proj-" + A40 + "_-" + A40),
          whole("openai", "sk-" + "svcacct-" + A40),
          whole("openai", "sk-" + "a1B2c3D4e5F6g7H8i9J0" + "T3BlbkFJ" + "a1B2c3D4e5F6g7H8i9J0"),
          whole("anthropic", "sk-" + "ant-api03-" + A40 + A40 + "AA"),
          whole("openrouter", "sk-" + "or-v1-" + "0123456789abcdef".repeat(4)),
          whole("langfuse", "sk-" + "lf-" + "12345678-1234-1234-1234-123456789abc"),
          whole("aws", "AK" + "IA" + "ABCDEFGHIJKLMNOP"),
          whole("aws", "AS" + "IA" + "ABCDEFGHIJKL2345"),
          whole("aws-bedrock", "AB" + "SK" + A40 + A40 + A40 + "=="),
          whole("github", "gh" + "p_" + A40.substring(0, 36)),
          whole("github", "github" + "_pat_" + "11ABCDEFG0" + "_" + A40 + A40),
          whole("gitlab", "gl" + "pat-" + "abcdefghij0123456789"),
          whole("slack", "xo" + "xb-" + "123456789012-1234567890123-" + A40),
          whole("slack", "xa" + "pp-" + "1-A0123456789-1234567890123-" + A40),
          whole("slack", "hooks." + "slack.com/services/" + "T00000000/B00000000/" + A40),
          whole("stripe", "sk" + "_live_" + A40),
          whole("stripe", "rk" + "_test_" + A40),
          whole("google", "AI" + "za" + "SyA-1234567890_abcdefghijklmnopqrst"),
          whole("google", "ya" + "29." + A40),
          whole("huggingface", "h" + "f_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH"),
          whole("groq", "gs" + "k_" + A40 + "abcdefghijkl"),
          whole("xai", "xa" + "i-" + A40 + A40),
          whole("perplexity", "pp" + "lx-" + A40 + "abcdefgh"),
          whole("jwt", jwt()),
          whole(
              "private-key",
              "-----BEGIN "
                  + "RSA PRIVATE KEY-----\n"
                  + A40
                  + "\n"
                  + A40
                  + "==\n-----END RSA"
                  + " PRIVATE KEY-----"),
          whole(
              "private-key",
              "-----BEGIN " + "PRIVATE KEY-----\\n" + A40 + "\\n-----END PRIVATE KEY-----"),
          new Secret(
              "url-password",
              "postgres://app:" + "p4ss:w0rd" + "@db.example.org:5432/shop",
              "postgres://app:[SECRET:url-password]@db.example.org:5432/shop"),
          new Secret(
              "url-password",
              "redis://:" + "hunter2" + "@cache",
              "redis://:[SECRET:url-password]@cache"));

  private Secrets() {}

  private static Secret whole(String family, String text) {
    return new Secret(family, text, "[SECRET:" + family + "]");
  }

  private static String jwt() {
    return "ey" + "JhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "c2lnbmF0dXJlc2ln";
  }
}
