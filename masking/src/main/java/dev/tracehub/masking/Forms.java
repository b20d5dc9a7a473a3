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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The forms that are recognised. Those of keys are only forms that nothing else has. Where two
 * match at one place the first of the list names the find, so what is more special comes first.
 */
final class Forms {

  private static final String[] TWILIO =
      "SK0 SK1 SK2 SK3 SK4 SK5 SK6 SK7 SK8 SK9 SKa SKb SKc SKd SKe SKf".split(" ");

  private static final List<Form> KEYS =
      List.of(
          TokenForm.of(Family.ANTHROPIC, WORD_DASH, 32, "sk-ant-"),
          TokenForm.of(Family.OPENROUTER, HEX, 32, "sk-or-v1-"),
          TokenForm.exactly(Family.LANGFUSE, HEX_DASH, 36, "sk-lf-", "pk-lf-"),
          TokenForm.of(Family.LANGSMITH, CharClass.of("0-9a-f_"), 32, "lsv2_pt_", "lsv2_sk_"),
          TokenForm.of(Family.OPENAI, WORD_DASH, 20, "sk-proj-", "sk-svcacct-", "sk-admin-"),
          TokenForm.of(Family.OPENAI, ALPHANUMERIC, 20, "sk-").withDigitAndLetter(),
          TokenForm.exactly(Family.HUGGINGFACE, LETTERS, 34, "hf_", "api_org_"),
          TokenForm.of(Family.GROQ, ALPHANUMERIC, 40, "gsk_"),
          TokenForm.of(Family.XAI, ALPHANUMERIC, 60, "xai-"),
          TokenForm.of(Family.PERPLEXITY, ALPHANUMERIC, 40, "pplx-"),
          TokenForm.exactly(Family.DATABRICKS, HEX, 32, "dapi"),
          TokenForm.exactly(
              Family.TRACEHUB,
              ALPHANUMERIC,
              42,
              "th_ingest_",
              "th_read_",
              "th_decide_",
              "th_admin_",
              "th_mixed_"),
          TokenForm.exactly(Family.AWS, UPPER_BASE32, 16, "AKIA", "ASIA", "ABIA", "ACCA"),
          TokenForm.of(Family.AWS_BEDROCK, BASE64, 109, "ABSK"),
          TokenForm.of(Family.AWS_BEDROCK, BASE64, 40, "bedrock-api-key-"),
          TokenForm.of(Family.GITHUB, ALPHANUMERIC, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
          TokenForm.of(Family.GITHUB, WORD, 60, "github_pat_"),
          TokenForm.of(Family.GITLAB, WORD_DASH, 20, "glpat-"),
          TokenForm.of(
              Family.SLACK,
              ALPHANUMERIC_DASH,
              10,
              "xoxb-",
              "xoxp-",
              "xoxa-",
              "xoxe-",
              "xoxo-",
              "xoxr-",
              "xoxs-"),
          TokenForm.of(Family.SLACK, ALPHANUMERIC_DASH, 20, "xapp-"),
          TokenForm.of(
              Family.SLACK,
              CharClass.of("0-9A-Za-z/"),
              30,
              "hooks.slack.com/services/",
              "hooks.slack.com/workflows/",
              "hooks.slack.com/triggers/"),
          TokenForm.of(
              Family.STRIPE,
              ALPHANUMERIC,
              10,
              "sk_live_",
              "sk_test_",
              "rk_live_",
              "rk_test_",
              "sk_prod_",
              "rk_prod_"),
          TokenForm.of(Family.SENDGRID, CharClass.of("0-9A-Za-z_.=-"), 66, "SG."),
          TokenForm.exactly(Family.TWILIO, HEX, 31, TWILIO),
          TokenForm.exactly(Family.NPM, ALPHANUMERIC, 36, "npm_"),
          TokenForm.of(Family.PYPI, WORD_DASH, 50, "pypi-AgEIcHlwaS5vcmc"),
          TokenForm.of(Family.GRAFANA, WORD, 41, "glsa_"),
          TokenForm.of(Family.GRAFANA, BASE64, 32, "glc_"),
          TokenForm.exactly(Family.CLICKHOUSE_CLOUD, ALPHANUMERIC, 38, "4b1d"),
          TokenForm.of(Family.VAULT, WORD_DASH, 24, "hvs.", "hvb."),
          TokenForm.exactly(Family.GOOGLE, WORD_DASH, 35, "AIza"),
          TokenForm.of(Family.GOOGLE, WORD_DASH, 20, "ya29."),
          TokenForm.exactly(Family.GOOGLE, WORD_DASH, 28, "GOCSPX-"),
          new AzureSecretForm(),
          new AwsSecretForm(),
          new JwtForm(),
          new PrivateKeyForm(),
          new UrlPasswordForm());

  private static final List<Form> CREDENTIALS =
      List.of(
          new AuthorizationForm(),
          new CurlUserForm(),
          new ApiKeyForm(),
          new CookieForm(),
          new QueryPasswordForm(),
          new CredentialForm());

  private static final Set<Family> NUMBERS =
      EnumSet.of(
          Family.RESIDENT_NUMBER, Family.US_SSN, Family.BUSINESS_NUMBER, Family.PHONE, Family.CARD);

  private static final Set<Family> ADDRESSES = EnumSet.of(Family.IP_ADDRESS, Family.MAC_ADDRESS);

  private static final Set<Family> BY_NAME =
      EnumSet.of(Family.AUTHORIZATION, Family.API_KEY, Family.COOKIE, Family.CREDENTIAL);

  private Forms() {}

  /** The forms of these families. */
  static List<Form> of(Set<Family> families) {
    List<Form> forms = new ArrayList<>();
    Stream.of(KEYS, CREDENTIALS)
        .flatMap(List::stream)
        .filter(form -> families.contains(form.family()))
        .forEach(forms::add);
    Stream.of(
            new EmailForm(),
            new IbanForm(),
            new WalletForm(),
            NearWordForm.driverLicence(),
            NearWordForm.passport())
        .filter(form -> families.contains(form.family()))
        .forEach(forms::add);
    Set<Family> numbers = both(NUMBERS, families);
    if (!numbers.isEmpty()) {
      forms.add(new NumberForm(numbers));
    }
    Set<Family> addresses = both(ADDRESSES, families);
    if (!addresses.isEmpty()) {
      forms.add(new NetworkForm(addresses));
    }
    return List.copyOf(forms);
  }

  private static Set<Family> both(Set<Family> some, Set<Family> others) {
    Set<Family> both = EnumSet.copyOf(some);
    both.retainAll(others);
    return both;
  }

  /** The same, and what tells of finds that the forms do not see in the bytes of a message. */
  static List<Form> withPrefilters(List<Form> forms, Set<Family> families, List<String> hints) {
    List<Form> all = new ArrayList<>(forms);
    if (!forms.isEmpty()) {
      all.add(new EscapeForm());
    }
    if (!both(BY_NAME, families).isEmpty()) {
      all.add(new KeyNameForm());
    }
    if (!hints.isEmpty()) {
      all.add(new HintForm(hints));
    }
    return List.copyOf(all);
  }
}
