/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is read out of the attributes of a span, whatever the dialect. Named so in fields.tsv. */
enum Field {
  SERVICE(Form.TEXT),
  ENVIRONMENT(Form.TEXT),
  RELEASE(Form.TEXT),
  SESSION_ID(Form.TEXT),
  USER_ID(Form.TEXT),
  TAGS(Form.LABELS),
  JOB_ID(Form.TEXT),
  VARIANT_ID(Form.TEXT),
  RETRY_COUNT(Form.COUNT),
  PROVIDER(Form.TEXT),
  OPERATION(Form.TEXT),
  REQUEST_MODEL(Form.TEXT),
  RESPONSE_MODEL(Form.TEXT),
  RESPONSE_ID(Form.TEXT),
  FINISH_REASONS(Form.TEXTS),
  STREAMING(Form.FLAG),
  TIME_TO_FIRST_TOKEN(Form.DURATION),
  MODEL_PARAMETERS(Form.PARAMETERS),
  SERVICE_TIER(Form.TEXT),
  PROMPT_NAME(Form.TEXT),
  PROMPT_VERSION(Form.TEXT),
  PROMPT_ID(Form.TEXT),
  INPUT_TOKENS(Form.COUNT),
  OUTPUT_TOKENS(Form.COUNT),
  CACHE_READ_TOKENS(Form.COUNT),
  CACHE_WRITE_TOKENS(Form.COUNT),
  CACHE_WRITE_5M_TOKENS(Form.COUNT),
  CACHE_WRITE_1H_TOKENS(Form.COUNT),
  REASONING_TOKENS(Form.COUNT),
  AUDIO_INPUT_TOKENS(Form.COUNT),
  AUDIO_OUTPUT_TOKENS(Form.COUNT),
  TOTAL_TOKENS(Form.COUNT),
  COST_TOTAL(Form.MONEY),
  COST_INPUT(Form.MONEY),
  COST_OUTPUT(Form.MONEY),
  INPUT(Form.PAYLOAD),
  OUTPUT(Form.PAYLOAD),
  SYSTEM_INSTRUCTIONS(Form.PAYLOAD),
  INPUT_MIME_TYPE(Form.TEXT),
  OUTPUT_MIME_TYPE(Form.TEXT),
  TOOL_NAME(Form.TEXT),
  TOOL_CALL_ID(Form.TEXT),
  LEVEL(Form.TEXT),
  LEVEL_NUMBER(Form.COUNT),
  STATUS_MESSAGE(Form.TEXT),
  EXCEPTION_MESSAGE(Form.TEXT),
  ERROR_TYPE(Form.TEXT),
  /** Told only by what failed, whatever the status says. */
  FAILURE(Form.TEXT),
  /** The node that the span itself is. */
  GRAPH_OWN_NODE(Form.TEXT),
  /** The node that the span is or works for. */
  GRAPH_NODE(Form.TEXT),
  GRAPH_STEP(Form.COUNT),
  GRAPH_TRIGGERS(Form.TEXTS),
  GRAPH_PATH(Form.TEXT),
  GRAPH_PARENTS(Form.TEXTS),
  /** A name that a dialect gives beside the span's name. */
  GRAPH_ENTITY(Form.TEXT),
  /** The span only tells that another one has started. */
  PENDING(Form.FLAG),
  PENDING_PARENT_ID(Form.TEXT);

  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : values()) {
      BY_NAME.put(field.name().toLowerCase(Locale.ROOT), field);
    }
  }

  private final Form form;

  Field(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }

  /** Whether the dialect's own number belongs into the raw usage. */
  boolean isTokenCount() {
    return compareTo(INPUT_TOKENS) >= 0 && compareTo(TOTAL_TOKENS) <= 0;
  }

  static Optional<Field> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
