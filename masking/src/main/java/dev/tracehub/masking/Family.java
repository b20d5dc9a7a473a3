/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be found and masked, by kinds that are switched on and off. The forms are those that the
 * issuers publish. {@code docs/masking.md} describes each.
 */
public enum Family {
  /** Keys of OpenAI. */
  OPENAI("openai", Group.SECRET),
  /** Keys of Anthropic. */
  ANTHROPIC("anthropic", Group.SECRET),
  /** Keys of OpenRouter. */
  OPENROUTER("openrouter", Group.SECRET),
  /** Keys of Langfuse, the public ones too. */
  LANGFUSE("langfuse", Group.SECRET),
  /** Keys of LangSmith. */
  LANGSMITH("langsmith", Group.SECRET),
  /** Tokens of Hugging Face. */
  HUGGINGFACE("huggingface", Group.SECRET),
  /** Keys of Groq. */
  GROQ("groq", Group.SECRET),
  /** Keys of xAI. */
  XAI("xai", Group.SECRET),
  /** Keys of Perplexity. */
  PERPLEXITY("perplexity", Group.SECRET),
  /** Tokens of Databricks. */
  DATABRICKS("databricks", Group.SECRET),
  /** Keys of this product. */
  TRACEHUB("tracehub", Group.SECRET),
  /** API keys, OAuth tokens and client secrets of Google. */
  GOOGLE("google", Group.SECRET),
  /** Key ids of AWS, and secret keys after their name. */
  AWS("aws", Group.SECRET),
  /** Keys of Amazon Bedrock. */
  AWS_BEDROCK("aws-bedrock", Group.SECRET),
  /** Client secrets of Entra ID, and keys in connection strings of Azure. */
  AZURE("azure", Group.SECRET),
  /** Tokens of GitHub. */
  GITHUB("github", Group.SECRET),
  /** Tokens of GitLab. */
  GITLAB("gitlab", Group.SECRET),
  /** Tokens and webhooks of Slack. */
  SLACK("slack", Group.SECRET),
  /** Keys of Stripe. */
  STRIPE("stripe", Group.SECRET),
  /** Keys of SendGrid. */
  SENDGRID("sendgrid", Group.SECRET),
  /** Keys of Twilio. */
  TWILIO("twilio", Group.SECRET),
  /** Tokens of npm. */
  NPM("npm", Group.SECRET),
  /** Tokens of PyPI. */
  PYPI("pypi", Group.SECRET),
  /** Tokens of Grafana. */
  GRAFANA("grafana", Group.SECRET),
  /** Keys of ClickHouse Cloud. */
  CLICKHOUSE_CLOUD("clickhouse-cloud", Group.SECRET),
  /** Tokens of HashiCorp Vault. */
  VAULT("vault", Group.SECRET),
  /** Signed JSON Web Tokens (RFC 7519). */
  JWT("jwt", Group.SECRET),
  /** Private keys in PEM form (RFC 7468). */
  PRIVATE_KEY("private-key", Group.SECRET),
  /** Passwords in URLs, before the host or among the parameters. */
  URL_PASSWORD("url-password", Group.SECRET),
  /** Credentials of an Authorization header, of "Bearer" and "Basic", and of {@code curl -u}. */
  AUTHORIZATION("authorization", Group.SECRET),
  /** What is assigned to an API key. */
  API_KEY("api-key", Group.SECRET),
  /** Values of cookie headers. */
  COOKIE("cookie", Group.SECRET),
  /** What is assigned to a password, a secret or a token. */
  CREDENTIAL("credential", Group.SECRET),
  /** E-mail addresses. */
  EMAIL("email", Group.PERSONAL),
  /** Korean resident and foreigner registration numbers. */
  RESIDENT_NUMBER("resident-number", Group.PERSONAL),
  /** Payment card numbers that pass Luhn's check. */
  CARD("card", Group.PERSONAL),
  /** Telephone numbers: international, Korean, North American. */
  PHONE("phone", Group.PERSONAL),
  /** Korean business registration numbers that pass their check. */
  BUSINESS_NUMBER("business-number", Group.PERSONAL),
  /** Korean driver licence numbers after the word for them. */
  DRIVER_LICENCE("driver-licence", Group.PERSONAL),
  /** Korean passport numbers after the word for them. */
  PASSPORT("passport", Group.PERSONAL),
  /** Social security numbers of the United States. */
  US_SSN("us-ssn", Group.PERSONAL),
  /** International bank account numbers (ISO 13616) that pass their check. */
  IBAN("iban", Group.PERSONAL),
  /** Addresses of IPv4 and IPv6, but for loopback and the unspecified ones. */
  IP_ADDRESS("ip-address", Group.PERSONAL),
  /** Hardware addresses of 48 bits. */
  MAC_ADDRESS("mac-address", Group.PERSONAL),
  /** Addresses of Bitcoin (SegWit) and Ethereum. */
  CRYPTO_WALLET("crypto-wallet", Group.PERSONAL);

  /** Whether a family is masked when nobody says so. */
  public enum Group {
    /** Masked unless it is switched off. */
    SECRET,
    /** Masked when it is switched on. */
    PERSONAL
  }

  private static final Map<String, Family> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Family::label, Function.identity()));

  private final String label;
  private final Group group;

  Family(String label, Group group) {
    this.label = label;
    this.group = group;
  }

  /** The family of a name; empty when there is none. */
  public static Optional<Family> of(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The families of a group. */
  public static Set<Family> of(Group group) {
    Set<Family> families = EnumSet.allOf(Family.class);
    families.removeIf(family -> family.group != group);
    return Collections.unmodifiableSet(families);
  }

  /** All names in the order of the families. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Family::label).toList();
  }

  /** The name in settings, markers and counts. */
  public String label() {
    return label;
  }

  /** The group, which decides whether the family is on by default. */
  public Group group() {
    return group;
  }
}
