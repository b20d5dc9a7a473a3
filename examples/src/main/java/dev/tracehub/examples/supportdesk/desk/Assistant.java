/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;

/** The assistant; LangChain4j writes it. */
interface Assistant {

  /** Answers a question in the course of a conversation, and says what the answer rests on. */
  Result<String> answer(@MemoryId String session, @UserMessage String question);
}
