/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Made-up secrets and personal data of every family, each with the text it stands in. None of them
 * was ever anybody's: a seed makes them.
 */
final class PlantedSecrets {

  /**
   * A secret in a text.
   *
   * @param secret what must be found nowhere
   * @param text what is sent
   */
  record Planted(String secret, String text) {}

  private static final String DIGITS = "0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ALPHANUMERIC = DIGITS + LOWER + UPPER;
  private static final String HEX = "0123456789abcdef";

  private final Random random;
  private final List<Planted> planted = new ArrayList<>();

  private PlantedSecrets(long seed) {
    random = new Random(seed);
  }

  /** So many of each form. */
  static List<Planted> of(long seed, int each) {
    PlantedSecrets secrets = new PlantedSecrets(seed);
    for (int i = 0; i < each; i++) {
      secrets.keys();
      secrets.credentials();
      secrets.hidden();
      secrets.personal();
    }
    return secrets.planted;
  }

  private void keys() {
    key(() -> "sk-" + "proj-" + some(ALPHANUMERIC, 60));
    key(() -> "sk-" + some(ALPHANUMERIC, 20) + "T3Blbk" + "FJ" + some(ALPHANUMERIC, 20));
    key(() -> "sk-" + "ant-api03-" + some(ALPHANUMERIC, 93) + "AA");
    key(() -> "sk-" + "or-v1-" + some(HEX, 64));
    key(() -> "lsv2" + "_pt_" + some(HEX, 40));
    key(() -> "h" + "f_" + some(LOWER, 34));
    key(() -> "gs" + "k_" + some(ALPHANUMERIC, 52));
    key(() -> "da" + "pi" + some(HEX, 32));
    key(() -> "th" + "_ingest_" + some(ALPHANUMERIC, 42));
    key(() -> "AI" + "za" + some(ALPHANUMERIC, 35));
    key(() -> "AK" + "IA" + some(UPPER, 16));
    key(() -> "gh" + "p_" + some(ALPHANUMERIC, 36));
    key(() -> "gl" + "pat-" + some(ALPHANUMERIC, 20));
    key(() -> "xo" + "xb-" + some(DIGITS, 12) + "-" + some(ALPHANUMERIC, 24));
    key(() -> "sk" + "_live_" + some(ALPHANUMERIC, 24));
    key(() -> "SG" + "." + some(ALPHANUMERIC, 22) + "." + some(ALPHANUMERIC, 43));
    key(() -> "np" + "m_" + some(ALPHANUMERIC, 36));
    key(() -> "hv" + "s." + some(ALPHANUMERIC, 90));
    key(() -> jwt());
    String body = some(ALPHANUMERIC, 64);
    plant(body, "-----BEGIN " + "PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----");
  }

  private void credentials() {
    value("postgres://app:", "@db.example.org:5432/shop");
    value("jdbc:postgresql://db/shop?user=app&password=", "&ssl=true");
    value("authorization: Bearer ", "");
    value("{\"x-api-key\": \"", "\"}");
    value("{\\\"client_secret\\\":\\\"", "\\\"}");
    value("DB_PASSWORD=", " ./run");
    value("Cookie: sid=", "; Path=/");
    value("curl -u app:", " https://example.org");
    value("aws_secret_access_key = " + some(ALPHANUMERIC, 20), "");
    String basic =
        Base64.getEncoder()
            .encodeToString(("app:" + some(ALPHANUMERIC, 13)).getBytes(StandardCharsets.UTF_8));
    plant(basic, "sent Basic " + basic);
  }

  private void hidden() {
    String key = "sk-" + "ant-api03-" + some(ALPHANUMERIC, 93) + "AA";
    String escaped = key.replace("-", "\\u002d");
    plant(escaped.substring(8), "{\"key\":\"" + escaped + "\"}");
    String password = some(ALPHANUMERIC, 20);
    plant(password, "url=postgres%3A%2F%2Fapp%3A" + password + "%40db%2Fshop");
    String token = some(ALPHANUMERIC, 20);
    plant(token, "lines\\nAuthorization: Bearer " + token + "\\n");
    String all = "gh" + "p_" + some(ALPHANUMERIC, 36);
    String everyOne = all.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    plant(everyOne, "{\"t\":\"" + everyOne + "\"}");
  }

  private void personal() {
    key(() -> some(LOWER, 12) + "@" + some(LOWER, 8) + ".example.com");
    key(() -> "010-" + some("23456789", 1) + some(DIGITS, 3) + "-" + some(DIGITS, 4));
    key(() -> "9001" + some("12", 1) + "1-" + some("1234", 1) + some(DIGITS, 6));
    key(this::card);
  }

  private String card() {
    String head = "4" + some(DIGITS, 14);
    int sum = 0;
    for (int i = 0; i < head.length(); i++) {
      int value = (head.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    }
    return head + (10 - sum % 10) % 10;
  }

  private static String url64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String jwt() {
    return url64("{\"alg\":\"HS256\"}")
        + "."
        + url64("{\"sub\":\"" + some(DIGITS, 10) + "\"}")
        + "."
        + some(ALPHANUMERIC, 43);
  }

  private void key(Supplier<String> maker) {
    String key = maker.get();
    plant(key, "see " + key + " here");
  }

  private void value(String before, String after) {
    // A digit and a letter for certain: without them it might be a word.
    String value = some(LOWER, 1) + some(DIGITS, 1) + some(ALPHANUMERIC, 18);
    plant(value, before + value + after);
  }

  private void plant(String secret, String text) {
    planted.add(new Planted(secret, text));
  }

  private String some(String characters, int length) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < length; i++) {
      some.append(characters.charAt(random.nextInt(characters.length())));
    }
    return some.toString();
  }
}
