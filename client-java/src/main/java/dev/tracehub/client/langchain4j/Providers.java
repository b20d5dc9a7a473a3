/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** LangChain4j's providers in the spelling of OpenTelemetry, and thus of the price book. */
final class Providers {

  private Providers() {}

  /** Empty when it is not known. */
  static String name(@Nullable ModelProvider provider) {
    if (provider == null) {
      return "";
    }
    return switch (provider) {
      case OPEN_AI -> "openai";
      case AZURE_OPEN_AI -> "azure.ai.openai";
      case MICROSOFT_FOUNDRY -> "azure.ai.inference";
      case AMAZON_BEDROCK -> "aws.bedrock";
      case GOOGLE_AI_GEMINI, GOOGLE_GENAI -> "gcp.gemini";
      case GOOGLE_VERTEX_AI_GEMINI, GOOGLE_VERTEX_AI_ANTHROPIC -> "gcp.vertex_ai";
      case WATSONX -> "ibm.watsonx.ai";
      case VOYAGE_AI -> "voyage";
      case OTHER -> "";
      default -> provider.name().toLowerCase(Locale.ROOT);
    };
  }
}
