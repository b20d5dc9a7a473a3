/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import static dev.tracehub.masking.CharClass.ALPHANUMERIC;
import static dev.tracehub.masking.CharClass.ALPHANUMERIC_DASH;
import static dev.tracehub.masking.CharClass.BASE64;
import static dev.tracehub.masking.CharClass.HEX;
import static dev.tracehub.masking.CharClass.HEX_DASH;
import static dev.tracehub.masking.CharClass.LETTERS;
import static dev.tracehub.masking.CharClass.UPPER_BASE32;
import static dev.tracehub.masking.CharClass.WORD;
import static dev.tracehub.masking.CharClass.WORD_DASH;

import java.util.List;
import java.util.stream.Stream;

/**
 * The secrets that are recognised. The keys are only forms that nothing else has. Where two match
 * at one place the first of the list names the secret, so what is more special comes first.
 */
final class SecretFamilies {

  /** Keys, tokens and passwords in URLs. */
  static final List<SecretFamily> KEYS =
      List.of(
          TokenFamily.of("anthropic", WORD_DASH, 32, "sk-ant-"),
          TokenFamily.of("openrouter", HEX, 32, "sk-or-v1-"),
          TokenFamily.exactly("langfuse", HEX_DASH, 36, "sk-lf-"),
          TokenFamily.of("openai", WORD_DASH, 20, "sk-proj-", "sk-svcacct-", "sk-admin-"),
          TokenFamily.of("openai", ALPHANUMERIC, 20, "sk-").withDigitAndLetter(),
          TokenFamily.exactly("aws", UPPER_BASE32, 16, "AKIA", "ASIA", "ABIA", "ACCA"),
          TokenFamily.of("aws-bedrock", BASE64, 109, "ABSK"),
          TokenFamily.of("github", ALPHANUMERIC, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
          TokenFamily.of("github", WORD, 60, "github_pat_"),
          TokenFamily.of("gitlab", WORD_DASH, 20, "glpat-"),
          TokenFamily.of(
              "slack",
              ALPHANUMERIC_DASH,
              10,
              "xoxb-",
              "xoxp-",
              "xoxa-",
              "xoxe-",
              "xoxo-",
              "xoxr-",
              "xoxs-"),
          TokenFamily.of("slack", ALPHANUMERIC_DASH, 20, "xapp-"),
          TokenFamily.of("slack", CharClass.of("0-9A-Za-z/"), 30, "hooks.slack.com/services/"),
          TokenFamily.of(
              "stripe",
              ALPHANUMERIC,
              10,
              "sk_live_",
              "sk_test_",
              "rk_live_",
              "rk_test_",
              "sk_prod_",
              "rk_prod_"),
          TokenFamily.exactly("google", WORD_DASH, 35, "AIza"),
          TokenFamily.of("google", WORD_DASH, 20, "ya29."),
          TokenFamily.exactly("huggingface", LETTERS, 34, "hf_"),
          TokenFamily.of("groq", ALPHANUMERIC, 40, "gsk_"),
          TokenFamily.of("xai", ALPHANUMERIC, 60, "xai-"),
          TokenFamily.of("perplexity", ALPHANUMERIC, 40, "pplx-"),
          new JwtFamily(),
          new PrivateKeyFamily(),
          new UrlPasswordFamily());

  /** The same, and what stands where credentials are carried. */
  static final List<SecretFamily> KEYS_AND_CREDENTIALS =
      Stream.concat(
              KEYS.stream(),
              Stream.of(new AuthorizationFamily(), new ApiKeyFamily(), new QueryPasswordFamily()))
          .toList();

  private SecretFamilies() {}
}
