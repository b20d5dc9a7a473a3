/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

/** Spring AI's providers in the spelling of OpenTelemetry, and thus of the price book. */
final class Providers {

  /** Counts what its cache read and wrote beside the input. */
  static final String ANTHROPIC = "anthropic";

  /** Counts as Anthropic does. */
  static final String BEDROCK = "bedrock_converse";

  private Providers() {}

  /** Empty for Spring AI itself. */
  static String name(String provider) {
    return switch (provider) {
      case "azure_openai", "azure-openai" -> "azure.ai.openai";
      case BEDROCK -> "aws.bedrock";
      case "google_genai" -> "gcp.gemini";
      case "vertex_ai" -> "gcp.vertex_ai";
      case "spring_ai" -> "";
      default -> provider;
    };
  }
}
